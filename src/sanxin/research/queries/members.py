"""The voices of one problem, near copies folded, as a page shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from sanxin.research.models import Problem, ProblemVoice

UNLIKE = 0.4
"""Below this even the nearest voice is not much alike: perhaps another matter."""
ORDERS = {
    "near": ("-similarity", "-voice__heard_at", "voice_id"),
    "far": ("similarity", "-voice__heard_at", "voice_id"),
    "new": ("-voice__heard_at", "voice_id"),
    "old": ("voice__heard_at", "voice_id"),
}


@dataclass(frozen=True)
class Member:
    row: ProblemVoice
    copies: list[ProblemVoice]

    @property
    def percent(self) -> int | None:
        return None if self.row.similarity is None else round(100 * self.row.similarity)


def members(problem: Problem, *, words: str = "", order: str = "near") -> QuerySet[ProblemVoice]:
    """One row a text: copies are folded under the first."""
    rows = ProblemVoice.objects.filter(problem=problem, copy_of=None)
    for word in words.split():
        rows = rows.filter(Q(voice__title__icontains=word) | Q(voice__text__icontains=word))
    return rows.order_by(*ORDERS.get(order, ORDERS["near"])).select_related("voice__place__parent", "placed_by")


def with_copies(rows: Iterable[ProblemVoice]) -> list[Member]:
    """The rows of one page with their copies; one query."""
    shown = list(rows)
    copies: dict[UUID, list[ProblemVoice]] = defaultdict(list)
    folded = ProblemVoice.objects.filter(copy_of__in=[row.voice_id for row in shown])
    for row in folded.select_related("voice__place__parent").order_by("-voice__heard_at", "voice_id"):
        if row.copy_of_id:
            copies[row.copy_of_id].append(row)
    return [Member(row, copies[row.voice_id]) for row in shown]


def unlike(problem: Problem) -> int:
    """How many voices have no near neighbour here."""
    return ProblemVoice.objects.filter(problem=problem, copy_of=None, similarity__lt=UNLIKE).count()
