"""What the preview beside the desk and the head of the problem's page show of one problem."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.research.models import Problem, ProblemChange
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.figures import Quote, quotes_of
from sanxin.research.queries.members import unlike
from sanxin.research.queries.states import LIGHTS, State
from sanxin.research.queries.weights import weights_of
from sanxin.research.rules.heat import PARTS, most_points, whole_points
from sanxin.research.views.marking import marked
from sanxin_engines.opinions.settings import HeatWeights

TERMS_TOLD = 4


@dataclass(frozen=True)
class HeatPart:
    label: str
    word: str
    points: str
    percent: float


@dataclass(frozen=True)
class Preview:
    problem: Problem
    light_kind: str
    light_word: str
    parts: list[HeatPart]
    quotes: list[tuple[SafeString, Quote]]
    """Marked words, and where they were heard."""
    why: str
    unlike: int
    offers: int
    last: ProblemChange | None
    """The change that may be taken back."""
    may_work: bool

    @property
    def undo_seen(self) -> int:
        """The version the last change is taken back from: that of the problem it was done to."""
        return self.last.main.version if self.last else 0


def preview_of(problem: Problem, person: Person) -> Preview:
    """`problem` comes from `with_state`; six queries."""
    state = State(problem.state)  # type: ignore[attr-defined]
    return Preview(
        problem=problem,
        light_kind=LIGHTS[state],
        light_word=str(state.label),
        parts=heat_parts(problem, weights_of(problem.office_id)),
        quotes=[(marked(quote.text, problem.keywords), quote) for quote in quotes_of([problem], most=3)],
        why=why(problem),
        unlike=unlike(problem),
        offers=problem.offers.count(),
        last=problem.changes.in_force().select_related("by", "main").order_by("-id").first(),
        may_work=permissions.may_work(person, problem.office_id),
    )


def heat_parts(problem: Problem, weights: HeatWeights) -> list[HeatPart]:
    words = {
        "people": (_("人"), ngettext("{n} 人", "{n} 人", problem.people).format(n=problem.people)),
        "places": (_("地方"), ngettext("{n} 处", "{n} 处", problem.places).format(n=problem.places)),
        "recency": (_("新近"), _("本周 {n}").format(n=problem.recent)),
        "persistence": (_("持续"), ngettext("{n} 个月", "{n} 个月", problem.months).format(n=problem.months)),
        "likes": (_("同感"), ngettext("{n} 次", "{n} 次", problem.likes).format(n=problem.likes)),
    }
    points = {part: float(problem.heat_points.get(part, 0)) for part in PARTS}
    shown = dict(zip(PARTS, whole_points(list(points.values()), round(problem.heat)), strict=True))
    return [
        HeatPart(*words[part], str(shown[part]), _filled(points[part], most_points(part, weights=weights)))
        for part in PARTS
    ]


def _filled(points: float, most: float) -> float:
    """Per cent of the bar; a part that counts for nothing stays empty."""
    return min(100 * points / most, 100) if most else 0


def why(problem: Problem) -> str:
    """In one sentence: which words the voices share, and how many use each."""
    common = sorted(problem.reasons, key=lambda reason: -reason[1])[:TERMS_TOLD]
    told = [_("“{term}”{n} 条").format(term=term, n=count) for term, count in common if count > 1]
    if not told:
        return _("是人归到一起的，没有机器的理由。") if problem.run_id is None else _("说法不同，意思相近。")
    return ngettext("{n} 条里，说到{terms}。", "{n} 条里，说到{terms}。", problem.messages).format(
        n=problem.messages, terms=listed(told)
    )
