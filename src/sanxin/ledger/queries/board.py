"""The same items as columns by stage."""

from dataclasses import dataclass

from django.db.models import Count
from django_stubs_ext import StrOrPromise

from sanxin.ledger.models.item import ItemQuerySet
from sanxin.ledger.queries.days import DaysLeft
from sanxin.ledger.queries.filters import Asked
from sanxin.ledger.queries.rows import Row, rows_of
from sanxin.ledger.rules.stages import LABELS, OPEN

SHOWN = 20
"""Cards of a column; the list has the rest."""


@dataclass(frozen=True)
class Column:
    stage: str
    label: StrOrPromise
    total: int
    rows: list[Row]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


def columns_of(asked: Asked, items: ItemQuerySet, *, left: DaysLeft) -> list[Column]:
    """One column for each open stage, earliest deadline first; a handed-back column only when it has something."""
    counts = dict(items.order_by().values_list("stage").annotate(n=Count("pk")))
    columns = []
    for stage in OPEN:
        total = counts.get(stage.value, 0)
        shown = rows_of(items.filter(stage=stage)[:SHOWN], left=left, today=asked.today) if total else []
        columns.append(Column(stage.value, LABELS[stage], total, shown))
    return [column for column in columns if column.total or column.stage != "handed_back"]
