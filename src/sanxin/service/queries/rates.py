"""Answered, done, told, solved, satisfied: counted by unit and by kind, each as `rate_measures` defines it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from sanxin.people.models import Person, Unit
from sanxin.service.models import Kind, Satisfaction, Voice
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.queries.rate_measures import MEASURES, Measure, Period, questions_in, ties_in
from sanxin.service.rules.satisfaction import CONTENT, hidden


@dataclass(frozen=True)
class Row:
    """One line of the table; `scores` and `content` are None where they are too few to be shown."""

    key: str
    label: str
    counts: dict[str, int]
    scores: int | None
    content: int | None

    def of(self, measure: Measure) -> int | None:
        """What the count is a share of."""
        return sum(self.counts[part] for part in measure.of.split("+")) if measure.of else None


@dataclass(frozen=True)
class Rates:
    rows: list[Row]
    total: Row


BY = {"unit": "voice__office", "kind": "voice__kind", "question": "kind"}
"""What the lines of the table are; kinds of questions have no items."""


def rates_of(period: Period, offices: Iterable[Unit], *, by: str) -> Rates:
    """Four queries, however many units and kinds."""
    units = {unit.id: unit for unit in offices}
    counts: dict[Any, dict[str, int]] = {}
    _count(
        counts, questions_in(period, units), BY[by], [(m.key, m.question) for m in MEASURES if m.question is not None]
    )
    if by != "question":
        _count(counts, ties_in(period, units), BY[by], [(m.key, m.tie) for m in MEASURES if m.tie is not None])
    scores = _scores(period, units, by)
    labels = _labels(units, by, counts)
    rows = [_row(str(key), labels[key], counts[key], scores.get(key, (0, 0))) for key in labels if key in counts]
    return Rates(rows, _total(rows, scores, counts))


def _count(into: dict[Any, dict[str, int]], rows: QuerySet[Any], column: str, wanted: list[tuple[str, Q]]) -> None:
    aggregates: dict[str, Any] = {
        f"n_{key}": Count("pk", filter=which) if which else Count("pk") for key, which in wanted
    }
    for found in rows.values(line=F(column)).annotate(**aggregates):
        line = into.setdefault(found["line"], {measure.key: 0 for measure in MEASURES})
        for key, _which in wanted:
            line[key] += found[f"n_{key}"]


def _scores(period: Period, units: Iterable[UUID], by: str) -> dict[Any, tuple[int, int]]:
    """How many scored and how many of them were content, by line; of the voices whose matter is in the period."""
    questions, ties = questions_in(period, units), ties_in(period, units)
    of = Q(voice__in=questions.values("voice"))
    of = of if by == "question" else of | Q(voice__in=ties.values("voice"))
    column = "voice__question__kind" if by == "question" else BY[by]
    rows = Satisfaction.objects.filter(of, score__isnull=False).values(line=F(column))
    counted = rows.annotate(n=Count("pk"), content=Count("pk", filter=Q(score__gte=CONTENT)))
    return {row["line"]: (row["n"], row["content"]) for row in counted.order_by()}


def _row(key: str, label: str, counts: dict[str, int], scores: tuple[int, int]) -> Row:
    n, content = scores
    shown = not hidden(n)
    return Row(key, label, counts, n if shown else None, content if shown else None)


def _total(rows: list[Row], scores: dict[Any, tuple[int, int]], counts: dict[Any, dict[str, int]]) -> Row:
    """The sum; its satisfaction stays hidden too where it would give away what a line hides."""
    sums = {measure.key: sum(line[measure.key] for line in counts.values()) for measure in MEASURES}
    n, content = sum(one for one, _some in scores.values()), sum(some for _one, some in scores.values())
    away = sum(one for one, _some in scores.values() if hidden(one))
    if hidden(away) or hidden(n):
        return Row("", _("合计"), sums, None, None)
    return Row("", _("合计"), sums, n, content)


def _labels(units: dict[UUID, Unit], by: str, counts: dict[Any, Any]) -> dict[Any, str]:
    """The lines in their order."""
    if by == "unit":
        return {unit.id: unit.name for unit in sorted(units.values(), key=lambda unit: unit.path)}
    if by == "kind":
        return {kind.value: str(kind.label) for kind in Kind}
    kinds = Kinds(units)
    known = {kind.key: kind.name for unit in units for kind in kinds.all(unit)}
    return {key: known.get(key, str(key)) for key in [*known, *(key for key in counts if key not in known)]}


def offices_counted(person: Person) -> list[Unit]:
    """Those whose numbers this person may see: one's own, and for a leader all below that hear anything."""
    wanted = Q(pk__in=person.sight.work_offices)
    for path in person.sight.totals_below:
        wanted |= Q(path__startswith=path)
    heard = Exists(Voice.objects.filter(office=OuterRef("pk")))
    return list(Unit.objects.filter(wanted).filter(Q(pk__in=person.sight.work_offices) | heard).order_by("path"))


def may_open(office_id: UUID, person: Person) -> bool:
    """Whether the rows behind a number of this office can be opened: only by those who read its voices."""
    return office_id in person.sight.desk_offices
