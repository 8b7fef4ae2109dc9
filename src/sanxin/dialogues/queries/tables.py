"""The votes of a conversation as the engine's table.

It holds what the latest snapshot counted, and what leaves the house as votes.csv is this very table, so that `sanxin
consensus` finds the same numbers and nobody who came later is the difference. Voters are numbered by what they said,
not by when they came or which row they are; statements fewer than five people answered carry no answers.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sanxin.dialogues.models import Conversation, Stage, Vote
from sanxin.dialogues.rules.thresholds import LEAST, LIMITS, Enough

if TYPE_CHECKING:
    from sanxin_engines.consensus import Table


@dataclass(frozen=True)
class Sheet:
    """Rows (voter from 1, statement number, value) by voter; all statements that were shown at any time."""

    votes: list[tuple[int, int, int]]
    people: int
    """Those who answered anything."""
    statements: list[int]
    left_out: set[int]

    def as_table(self) -> "Table":
        from sanxin_engines.consensus import Vote as Said  # numpy loads when it is needed
        from sanxin_engines.consensus import tabulate

        return tabulate(
            (Said(str(voter), str(number), value) for voter, number, value in self.votes),
            statements=[str(number) for number in self.statements],
            left_out=[str(number) for number in self.left_out],
        )


def sheet_of(conversation: Conversation) -> Sheet:
    shown = conversation.statements.exclude(stage=Stage.PENDING).values_list("number", "stage")
    stages = dict(shown)
    rows = Vote.objects.filter(statement__conversation=conversation, counted__isnull=False).order_by()
    said: dict[int, list[tuple[int, int]]] = defaultdict(list)
    counts: Counter[int] = Counter()
    for participant, number, counted in rows.values_list("participant_id", "statement__number", "counted"):
        said[participant].append((number, counted or 0))
        counts[number] += 1
    ways = sorted(tuple(sorted(one for one in way if counts[one[0]] >= LEAST)) for way in said.values())
    votes = [(voter, number, value) for voter, way in enumerate(filter(None, ways), start=1) for number, value in way]
    left_out = {number for number, stage in stages.items() if stage == Stage.LEFT_OUT}
    return Sheet(votes, len(said), sorted(stages), left_out)


def enough_of(conversation: Conversation) -> Enough:
    """How far it is from being counted: people, and those who answered enough."""
    given = Counter(
        Vote.objects.filter(statement__conversation=conversation).order_by().values_list("participant_id", flat=True)
    )
    asked = Vote.objects.filter(statement__conversation=conversation).order_by().values("statement").distinct().count()
    answers = min(LIMITS.answers, max(asked, 1))
    return Enough(len(given), sum(1 for count in given.values() if count >= answers), answers)
