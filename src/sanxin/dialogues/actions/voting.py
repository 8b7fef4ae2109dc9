"""Answering without an account: one vote a statement, joined to a key that only the answerer's phone knows.

No event is written for a vote or for a statement somebody adds: its instant and its place in the chain would say who
answered when. What the chain says stands in the closing (`actions.conversations.close`).
"""

import hashlib
import hmac
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.dialogues.actions.claims import claim_conversation
from sanxin.dialogues.actions.statements import known_in, next_number
from sanxin.dialogues.models import Conversation, Participant, Source, Stage, Statement, Vote
from sanxin.dialogues.rules import conversations as conversation_rules
from sanxin.dialogues.rules import statements as rules
from sanxin.dialogues.rules import voting
from sanxin.kernel.actions import action
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused


@action
def vote(conversation: Conversation, key: str, number: int, value: int, *, at: datetime) -> Vote:
    """Say something to a statement; said again, the last word counts. Refused: too early, too late, not shown."""
    conversation_rules.check_takes_answers(conversation.state(at))
    voting.check_value(value)
    statement = conversation.statements.accepted().filter(number=number).first()
    if statement is None:
        raise Refused("dialogues.vote.gone", _("这一条刚刚拿掉了，请接着看下一条。"))
    participant = _held(conversation, key, at)
    row, _new = Vote.objects.update_or_create(participant=participant, statement=statement, defaults={"value": value})
    if not participant.fresh:
        participant.fresh = True
        participant.save(update_fields=["fresh"])
    _check_still_open(conversation, at)
    return row


@action
def add(conversation: Conversation, key: str, text: str, *, at: datetime) -> Statement | None:
    """Add one's own; it waits until the desk has looked. None where it waits already or was left out before.

    Nothing joins it to the key but that one more came with it. Refused: not sound, shown already, too many.
    """
    conversation_rules.check_takes_answers(conversation.state(at))
    rules.check_text(text)
    fresh = claim_conversation(conversation)
    known = known_in(fresh)
    rules.check_not_shown(text, {words for words, stage in known.items() if stage == Stage.ACCEPTED})
    if rules.same(text) in known:
        return None
    participant = _held(fresh, key, at, answers=False)
    rules.check_can_add(added=participant.added, waiting=fresh.statements.pending().count())
    participant.added += 1
    participant.save(update_fields=["added"])
    _check_still_open(fresh, at)
    return Statement.objects.create(
        conversation=fresh,
        number=next_number(fresh),
        text=text.strip(),
        source=Source.PARTICIPANT,
        day=timezone.localdate(at),
        stage=Stage.PENDING,
    )


def digest_of(conversation: Conversation, key: str) -> str:
    """What is kept of a key: useless to whoever reads the database."""
    return hmac.new(settings.FIELD_KEY.encode(), f"{conversation.pk}/{key}".encode(), hashlib.sha256).hexdigest()


def _held(conversation: Conversation, key: str, at: datetime, *, answers: bool = True) -> Participant:
    """The participant of that key, held until the transaction ends."""
    digest = digest_of(conversation, key)
    new = Participant(conversation=conversation, digest=digest, day=timezone.localdate(at), fresh=answers)
    Participant.objects.bulk_create([new], ignore_conflicts=True)
    held = locked(Participant.objects.filter(conversation=conversation, digest=digest)).first()
    if held is None:  # a colleague closed it while we waited: keys are forgotten then
        _check_still_open(conversation, at)
        raise Refused("dialogues.vote.again", _("刚才没有记上，请再点一次。"))
    return held


def _check_still_open(conversation: Conversation, at: datetime) -> None:
    """A colleague may have closed it since it was read: after our row is written, both orders are plain to see."""
    fresh = Conversation.objects.with_names().get(pk=conversation.pk)
    conversation_rules.check_takes_answers(fresh.state(at))
