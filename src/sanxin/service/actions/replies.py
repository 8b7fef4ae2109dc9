"""Telling those who spoke, and hearing from them whether it is solved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.ledger.actions import reopenings
from sanxin.ledger.models import Item, StrikeOff
from sanxin.ledger.rules.reopenings import TOLD_UNSOLVED
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.actions.questions import ask_again
from sanxin.service.actions.satisfaction import ask
from sanxin.service.models import Channel, Reply, Solved, Source, Voice, VoiceContact, VoiceItem
from sanxin.service.models.reply import Ending, about
from sanxin.service.permissions import replies as permissions
from sanxin.service.rules import replies as rules

EVENTS = {
    Solved.YES: events.TOLD_SOLVED,
    Solved.PARTLY: events.TOLD_PARTLY,
    Solved.NO: events.TOLD_UNSOLVED,
    Solved.NOT_ASKED: events.TOLD,
}


@dataclass(frozen=True)
class Answer:
    """One person was told, and this is what they say; `unsolved`: what is still missing."""

    voice: Voice
    solved: Solved
    unsolved: str = ""
    satisfaction: int | None = None
    """One to five; nothing where they left it out."""
    asked_satisfaction: bool = False


@action
def tell(
    voice: Voice,
    ending: Ending,
    *,
    by: Person,
    words: str,
    channel: str,
    solved: str,
    at: datetime,
    unsolved: str = "",
) -> Reply:
    """Record that who spoke was told, and their own answer. "Not solved" opens it again in the same breath."""
    answers = [Answer(voice, Solved(solved), unsolved)]
    return tell_several(answers, ending, by=by, words=words, channel=channel, at=at)[0]


@action
def tell_several(
    answers: Sequence[Answer], ending: Ending, *, by: Person, words: str, channel: str, at: datetime
) -> list[Reply]:
    """The same words told to several people behind one item, each with their own answer; all or none.

    Refused if one of them is not owed this answer, or was told already. One "not solved" is enough to reopen what
    was done; where it was withdrawn, that was decided, and each "not solved" is owed an answer of its own, which may
    put it on the ledger anew. "Partly" is noted with what is missing, and people decide.
    """
    item = ending.item
    for answer in answers:
        permissions.check_may_tell(answer.voice, item.owner_id, by)
        rules.check_unsolved(answer.solved, answer.unsolved)
    rules.check_words(words)
    rules.check_channel(channel)
    if channel == Channel.PUBLIC:
        rules.check_on_page(all(answer.voice.source == Source.PUBLIC for answer in answers))
    rules.check_somebody(len(answers))
    locked(Item.objects.filter(pk=item.pk)).get()  # two who answer the same person take turns
    _check_owed([answer.voice for answer in answers], ending)
    replies = [_write(answer, ending, by=by, words=words, channel=channel, at=at) for answer in answers]
    for reply, answer in zip(replies, answers, strict=True):
        if answer.asked_satisfaction:
            ask(reply, score=answer.satisfaction, by=by, at=at)
    unsolved = [answer.voice for answer in answers if answer.solved == Solved.NO]
    if unsolved and isinstance(ending, StrikeOff):
        reopenings.reopen(ending, by=by, reason=TOLD_UNSOLVED, at=at)
    elif unsolved:
        ask_again(unsolved, item, by=by, who=by, at=at)
    return replies


@action
def tell_by_notice(
    voices: Sequence[Voice],
    ending: Ending,
    *,
    by: Person,
    words: str,
    at: datetime,
    unreachable: Collection[UUID] = (),
) -> list[Reply]:
    """A notice told them all: those who left no way to be reached, and those named in `unreachable`.

    One row a voice and one event for all. Refused as in `tell_several`, and for anybody who could be spoken to.
    """
    item = ending.item
    for voice in voices:
        permissions.check_may_tell(voice, item.owner_id, by)
    rules.check_words(words)
    rules.check_somebody(len(voices))
    ids = [voice.id for voice in voices]
    reachable = set(VoiceContact.objects.filter(voice__in=ids).values_list("voice_id", flat=True))
    rules.check_only_by_notice(len(reachable - set(unreachable)))
    locked(Item.objects.filter(pk=item.pk)).get()
    _check_owed(voices, ending)
    rows = Reply.objects.bulk_create(
        Reply(
            voice=voice,
            **about(ending),
            words=words.strip(),
            channel=Channel.NOTICE,
            solved=Solved.NOT_ASKED,
            unreachable=voice.id in reachable,
            by=by,
            at=at,
        )
        for voice in voices
    )
    subjects = [("ledger.item", item.id), *(("service.voice", voice_id) for voice_id in ids)]
    facts = {"item": item.code, "voices": len(ids)}
    record(events.TOLD_BY_NOTICE, county_id=item.county_id, by=by, at=at, about=subjects, facts=facts)
    return rows


def _check_owed(voices: Sequence[Voice], ending: Ending) -> None:
    ids = [voice.id for voice in voices]
    rows = VoiceItem.objects.filter(item_id=ending.item_id, voice__in=ids)
    tied = set(rows.values_list("voice_id", flat=True))
    owed = set(rows.owed().values_list("voice_id", flat=True))
    told = set(Reply.objects.about(ending).filter(voice__in=ids).values_list("voice_id", flat=True))
    done = isinstance(ending, StrikeOff)
    in_force = not done or StrikeOff.objects.in_force().filter(pk=ending.pk).exists()
    for voice_id in ids:
        rules.check_owed(tied=voice_id in tied, in_force=in_force, told=voice_id in told)
        rules.check_nothing_else_tells(done or voice_id in owed)


def _write(answer: Answer, ending: Ending, *, by: Person, words: str, channel: str, at: datetime) -> Reply:
    voice, item = answer.voice, ending.item
    reply = Reply.objects.create(
        voice=voice,
        **about(ending),
        words=words.strip(),
        channel=channel,
        solved=answer.solved,
        unsolved=answer.unsolved.strip(),
        by=by,
        at=at,
    )
    subjects = [("service.voice", voice.id), ("ledger.item", item.id)]
    facts = {"item": item.code, "channel": channel, "solved": str(answer.solved)}
    record(EVENTS[answer.solved], county_id=voice.county_id, by=by, at=at, about=subjects, facts=facts)
    return reply
