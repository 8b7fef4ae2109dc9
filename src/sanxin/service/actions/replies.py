"""Telling those who spoke, and hearing from them whether it is solved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.ledger.actions import reopenings
from sanxin.ledger.models import Item, StrikeOff
from sanxin.ledger.rules.reopenings import TOLD_UNSOLVED
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Reply, Solved, Voice, VoiceItem
from sanxin.service.permissions import replies as permissions
from sanxin.service.rules import replies as rules

EVENTS = {Solved.YES: events.TOLD_SOLVED, Solved.NO: events.TOLD_UNSOLVED, Solved.NOT_ASKED: events.TOLD}


@dataclass(frozen=True)
class Answer:
    """One person was told, and this is what they say."""

    voice: Voice
    solved: Solved


@action
def tell(
    voice: Voice, strike_off: StrikeOff, *, by: Person, words: str, channel: str, solved: str, at: datetime
) -> Reply:
    """Record that who spoke was told, and their own answer. "Not solved" reopens the item in the same breath."""
    answers = [Answer(voice, Solved(solved))]
    return tell_several(answers, strike_off, by=by, words=words, channel=channel, at=at)[0]


@action
def tell_several(
    answers: Sequence[Answer], strike_off: StrikeOff, *, by: Person, words: str, channel: str, at: datetime
) -> list[Reply]:
    """The same words told to several people behind one item, each with their own answer; all or none.

    Refused if one of them is not owed this answer, or was told already. One "not solved" is enough to reopen.
    """
    item = strike_off.item
    for answer in answers:
        permissions.check_may_tell(answer.voice, item.owner_id, by)
    rules.check_words(words)
    rules.check_channel(channel)
    rules.check_somebody(len(answers))
    locked(Item.objects.filter(pk=item.pk)).get()  # two who answer the same person take turns
    _check_owed(answers, strike_off)
    replies = [_write(answer, strike_off, by=by, words=words, channel=channel, at=at) for answer in answers]
    if any(answer.solved == Solved.NO for answer in answers):
        reopenings.reopen(strike_off, by=by, reason=TOLD_UNSOLVED, at=at)
    return replies


def _check_owed(answers: Sequence[Answer], strike_off: StrikeOff) -> None:
    ids = [answer.voice.id for answer in answers]
    rows = VoiceItem.objects.filter(item_id=strike_off.item_id, voice__in=ids)
    tied = set(rows.values_list("voice_id", flat=True))
    told = set(Reply.objects.filter(strike_off=strike_off, voice__in=ids).values_list("voice_id", flat=True))
    in_force = StrikeOff.objects.in_force().filter(pk=strike_off.pk).exists()
    for voice_id in ids:
        rules.check_owed(tied=voice_id in tied, in_force=in_force, told=voice_id in told)


def _write(answer: Answer, strike_off: StrikeOff, *, by: Person, words: str, channel: str, at: datetime) -> Reply:
    voice, item = answer.voice, strike_off.item
    reply = Reply.objects.create(
        voice=voice, strike_off=strike_off, words=words.strip(), channel=channel, solved=answer.solved, by=by, at=at
    )
    about = [("service.voice", voice.id), ("ledger.item", item.id)]
    facts = {"item": item.code, "channel": channel, "solved": str(answer.solved)}
    record(EVENTS[answer.solved], county_id=voice.county_id, by=by, at=at, about=about, facts=facts)
    return reply
