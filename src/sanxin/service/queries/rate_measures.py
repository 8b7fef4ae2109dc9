"""What is counted of questions and of voices behind ledger items, and in which words it is defined.

One matter is one question, or one voice behind one ledger item. A matter belongs to the period in which it was put
or tied; what became of it counts as it stands now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from sanxin.ledger.rules.stages import Stage
from sanxin.service.models import Answer, Question, QuestionStage, Reply, Solved, VoiceItem
from sanxin.service.queries.in_items import in_an_item

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
