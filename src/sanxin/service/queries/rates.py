"""Answered, done, told, solved, satisfied: counted by unit and by kind, each exactly as it is defined beside it.

One matter is one question, or one voice behind one ledger item. A matter belongs to the period in which it was put
or tied; what became of it counts as it stands now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person, Unit
from sanxin.service.models import (
    Answer,
    Kind,
    Question,
    QuestionStage,
    Reply,
    Satisfaction,
    Solved,
    Voice,
    VoiceItem,
)
from sanxin.service.queries.in_items import in_an_item
from sanxin.service.queries.question_kinds import Kinds
from sanxin.service.rules.satisfaction import CONTENT, hidden

ANSWERED = (QuestionStage.ANSWERED, QuestionStage.TOLD)
SAID = (Solved.YES, Solved.PARTLY, Solved.NO)


@dataclass(frozen=True)
class Measure:
    """One column: what it counts of questions, what of ties, and in words. `of`: what it is a share of."""

    key: str
    label: StrOrPromise
    definition: StrOrPromise
    question: Q | None
    tie: Q | None
    of: str = ""


_NONE = Q(pk__in=[])
MEASURES = (
    Measure(
        "asked", gettext_lazy("提问"),
        gettext_lazy("这段时间定为提问的声音；定为不用答复的、归到台账办的不算。"), Q(), None,
    ),
    Measure(
        "answered", gettext_lazy("已答复"),
        gettext_lazy("写好了答复、本人没说“没解决”的提问。"), Q(stage__in=ANSWERED), None, "asked",
    ),
    Measure(
        "in_time", gettext_lazy("按时答复"),
        gettext_lazy("第一次答复写在原定期限当天或以前的提问。"), Q(first_on__lte=F("first_due_on")), None, "asked",
    ),
    Measure(
        "opened", gettext_lazy("进台账"),
        gettext_lazy("这段时间归到台账的声音；一条声音归到两件台账，算两条。"), None, Q(),
    ),
    Measure(
        "done", gettext_lazy("已办结"),
        gettext_lazy("归到的台账已经销号、没有重新打开的。办结不等于解决。"),
        None, Q(item__stage=Stage.STRUCK_OFF), "opened",
    ),
    Measure(
        "told", gettext_lazy("已告诉"),
        gettext_lazy("已答复、已办结的里面，已经告诉本人的。"),
        Q(stage=QuestionStage.TOLD), Q(told=True), "answered+done",
    ),
    Measure(
        "said", gettext_lazy("问到了"),
        gettext_lazy("告诉过的里面，本人说了解决没有的；每条只看最近一次说的，说“没解决”重新在办的也算。"),
        Q(verdict__in=SAID), Q(verdict__in=SAID),
    ),
    Measure(
        "solved", gettext_lazy("说解决了"),
        gettext_lazy("问到了的里面，本人说“解决了”的；只有本人能说。"),
        Q(verdict=Solved.YES), Q(verdict=Solved.YES), "said",
    ),
)  # fmt: skip
BY_KEY = {measure.key: measure for measure in MEASURES}
SATISFIED = gettext_lazy("满意")
SATISFIED_DEFINED = gettext_lazy("打了分的人里面打 4 分、5 分的；每人只问一次，可以不答。打分的不到 5 人，不显示。")


@dataclass(frozen=True)
class Period:
    since: date
    until: date

    def on(self, field: str) -> Q:
        first = timezone.make_aware(datetime.combine(self.since, time.min))
        last = timezone.make_aware(datetime.combine(self.until, time.max))
        return Q(**{f"{field}__gte": first, f"{field}__lte": last})


def questions_in(period: Period, offices: Iterable[UUID]) -> QuerySet[Question]:
    """Annotated with `first_on`, the day of the first answer, and `verdict`, what the person said last."""
    rows = Question.objects.filter(period.on("put_at"), office__in=list(offices))
    first = Answer.objects.filter(question=OuterRef("pk")).order_by("number").values(day=TruncDate("at"))[:1]
    said = Reply.objects.filter(answer__question=OuterRef("pk"), solved__in=SAID).order_by("-at").values("solved")[:1]
    kept = rows.exclude(stage=QuestionStage.DROPPED).exclude(in_an_item())
    return kept.annotate(first_on=Subquery(first), verdict=Subquery(said)).order_by()


def ties_in(period: Period, offices: Iterable[UUID]) -> QuerySet[VoiceItem]:
    """Annotated with `told`, about the strike-off in force, and `verdict`, what the person said last."""
    rows = VoiceItem.objects.filter(period.on("tied_at"), voice__office__in=list(offices))
    about = Reply.objects.filter(voice=OuterRef("voice"), strike_off__item=OuterRef("item"))
    said = about.filter(solved__in=SAID).order_by("-at").values("solved")[:1]
    now = about.filter(strike_off__reopening=None)
    return rows.annotate(told=Exists(now), verdict=Subquery(said)).order_by()


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
