from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.actions.problems.counting import recount
from sanxin.research.models import Problem

BATCH = 250
"""Problems counted while the desk is held: others wait a moment, not a minute."""


def reheat(office_id: UUID, *, at: datetime, step: Callable[[int, int], None] = lambda done, total: None) -> int:
    """Count all problems of a desk with the weights in force; how many they were."""
    rows = Problem.objects.on_desk().filter(office=office_id).order_by("-heat", "number")
    ids = list(rows.values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        step(start, len(ids))
        _batch(office_id, ids[start : start + BATCH], at=at)
    return len(ids)


@action
def _batch(office_id: UUID, ids: list[UUID], *, at: datetime) -> None:
    hold_desk(office_id)
    recount(Problem.objects.filter(pk__in=ids), at=at)
