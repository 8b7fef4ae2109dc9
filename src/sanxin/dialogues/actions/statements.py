"""Statements: written by the desk, drawn from problems, shown or left out. Nobody rewrites one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from sanxin.dialogues import events
from sanxin.dialogues.actions.claims import claim_conversation, claim_statement
from sanxin.dialogues.actions.noting import note
from sanxin.dialogues.models import Conversation, Moderation, Reason, Source, Stage, Statement
from sanxin.dialogues.permissions import conversations as permissions
from sanxin.dialogues.rules import conversations as conversation_rules
from sanxin.dialogues.rules import statements as rules
from sanxin.kernel.actions import action
from sanxin.people.models import Person


@dataclass(frozen=True)
class Seed:
    """A statement drawn from something higher up: its words, and the code and id of where it came from."""

    text: str
    origin: str
    origin_id: UUID


@action
def write(conversation: Conversation, texts: Sequence[str], *, by: Person, at: datetime) -> list[Statement]:
    """Several at once, all or none; they are shown at once. Refused: not sound, there already, closed."""
    permissions.check_may_keep(by, conversation.office_id)
    made = _create(conversation, [(text, None) for text in texts], by=by, at=at)
    note(events.WRITTEN, conversation, by=by, at=at, count=len(made))
    return made


@action
def seed(conversation: Conversation, seeds: Sequence[Seed], *, by: Person, at: datetime) -> list[Statement]:
    """Statements that stand for what people complained of. The caller sees to it that `by` may read the origins."""
    permissions.check_may_keep(by, conversation.office_id)
    made = _create(conversation, [(one.text, one) for one in seeds], by=by, at=at)
    origins = dict.fromkeys((one.origin, one.origin_id) for one in seeds)
    also = [("research.problem", pk) for _code, pk in origins]
    problems = "、".join(code for code, _pk in origins)
    note(events.SEEDED, conversation, by=by, at=at, also=also, count=len(made), problems=problems)
    return made


@action
def accept(statement: Statement, *, seen: int, by: Person, at: datetime) -> Statement:
    """Show it, as it was written."""
    return _moderate(statement, Stage.ACCEPTED, "", seen=seen, by=by, at=at)


@action
def leave_out(statement: Statement, *, reason: str, seen: int, by: Person, at: datetime) -> Statement:
    """Do not show it, for a reason; what was answered to it counts no more. It can be taken back in."""
    rules.check_reason(reason, Reason.values)
    return _moderate(statement, Stage.LEFT_OUT, reason, seen=seen, by=by, at=at)


def _moderate(statement: Statement, to: Stage, reason: str, *, seen: int, by: Person, at: datetime) -> Statement:
    conversation = statement.conversation
    permissions.check_may_keep(by, conversation.office_id)
    fresh = claim_statement(statement, seen=seen)
    rules.check_moderates(fresh.stage, to=to)
    fresh.stage, fresh.version = to, fresh.version + 1
    fresh.save(update_fields=["stage", "version"])
    accepted = to is Stage.ACCEPTED
    Moderation.objects.create(statement=fresh, accepted=accepted, reason=reason, by=by, at=at)
    if accepted:
        note(events.ACCEPTED, conversation, by=by, at=at, number=fresh.number)
    else:
        note(events.LEFT_OUT, conversation, by=by, at=at, number=fresh.number, reason=reason)
    return fresh


def _create(
    conversation: Conversation, wanted: Sequence[tuple[str, Seed | None]], *, by: Person, at: datetime
) -> list[Statement]:
    fresh = claim_conversation(conversation)
    if fresh.closed is not None:
        conversation_rules.check_takes_answers(fresh.state(at))
    rules.check_texts([text for text, _seed in wanted], known_in(fresh))
    first = next_number(fresh)
    return Statement.objects.bulk_create(
        Statement(
            conversation=fresh,
            number=number,
            text=text.strip(),
            source=Source.PROBLEM if drawn else Source.STAFF,
            origin=drawn.origin if drawn else "",
            origin_id=drawn.origin_id if drawn else None,
            written_by=by,
            day=timezone.localdate(at),
            stage=Stage.ACCEPTED,
        )
        for number, (text, drawn) in enumerate(wanted, start=first)
    )


def known_in(conversation: Conversation) -> dict[str, str]:
    """What is there, as two statements are compared, and its stage."""
    rows = conversation.statements.values_list("text", "stage")
    return {rules.same(text): stage for text, stage in rows}


def next_number(conversation: Conversation) -> int:
    """The caller holds the conversation."""
    return (conversation.statements.aggregate(last=Max("number"))["last"] or 0) + 1
