"""What a participant is shown: the next statement, the one before, how far they are."""

from dataclasses import dataclass

from django.db.models import Count

from sanxin.dialogues.actions.voting import digest_of
from sanxin.dialogues.models import Conversation, Participant, Statement, Vote
from sanxin.dialogues.rules.voting import next_of


@dataclass(frozen=True)
class Asked:
    """One page: a statement, what was said to it before (if it is shown again), how many are done."""

    statement: Statement | None
    said: int | None
    done: int
    count: int

    @property
    def number(self) -> int:
        """Of this page, from one."""
        return self.done + 1 if self.said is None else self.done


def asked_of(conversation: Conversation, key: str, *, again: int | None = None) -> Asked:
    """`again`: the number of a statement answered a moment ago, to look at it once more."""
    shown = {one.number: one for one in conversation.statements.accepted()}
    said = _said(conversation, key)
    done = len(said.keys() & shown.keys())
    if again is not None and again in shown and again in said:
        return Asked(shown[again], said[again], done, len(shown))
    counts = _counts(conversation)
    left = {number: counts.get(number, 0) for number in shown.keys() - said.keys()}
    number = next_of(left, key)
    return Asked(shown[number] if number is not None else None, None, done, len(shown))


def _said(conversation: Conversation, key: str) -> dict[int, int]:
    if not key:
        return {}
    mine = Participant.objects.filter(conversation=conversation, digest=digest_of(conversation, key))
    rows = Vote.objects.filter(participant__in=mine).order_by()
    return dict(rows.values_list("statement__number", "value"))


def _counts(conversation: Conversation) -> dict[int, int]:
    rows = Vote.objects.filter(statement__conversation=conversation).order_by()
    return dict(rows.values("statement__number").annotate(n=Count("pk")).values_list("statement__number", "n"))
