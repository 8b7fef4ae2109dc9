"""Two problems side by side: what they share, where, when, and what people said of each."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.words import listed
from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.queries.figures import Figures, figures_of
from sanxin.research.queries.fresh import words_of
from sanxin.research.queries.states import LIGHTS, State
from sanxin.research.rules.months import labels, months_between

VOICES, WORDS, MONTHS = 6, 8, 12


@dataclass(frozen=True)
class Side:
    problem: Problem
    figures: Figures
    voices: list[ProblemVoice]
    """The nearest to the rest, and therefore the most telling."""
    own_words: list[str]
    own_places: list[str]

    @property
    def state(self) -> State:
        return State(self.problem.state)  # type: ignore[attr-defined]

    @property
    def light_kind(self) -> str:
        return LIGHTS[self.state]


@dataclass(frozen=True)
class SharedWord:
    word: str
    counts: tuple[int, int]
    """Voices of either that say it; 0 where it is a key word nobody counted."""


@dataclass(frozen=True)
class Comparison:
    sides: tuple[Side, Side]
    words: list[SharedWord]
    places: list[str]
    months: list[str]
    series: list[tuple[str, list[int]]]
    why: str


def compare(one: Problem, other: Problem) -> Comparison:
    """Both come from `with_state`. Seven queries: figures, quotes and voices of each, instants of both."""
    pair = (one, other)
    figures = (figures_of([one]), figures_of([other]))
    places = [[place.name for place in found.places] for found in figures]
    words = _shared_words(one, other)
    both = [name for name in places[0] if name in places[1]]
    labels, series = _months(pair)
    known = set(words_of(one)) & set(words_of(other))
    sides = [
        Side(
            problem=problem,
            figures=found,
            voices=_voices(problem),
            own_words=[word for word in words_of(problem) if word not in known][:WORDS],
            own_places=[name for name in there if name not in both],
        )
        for problem, found, there in zip(pair, figures, places, strict=True)
    ]
    return Comparison((sides[0], sides[1]), words, both, labels, series, _why(words, both, series))


def _shared_words(one: Problem, other: Problem) -> list[SharedWord]:
    counts = (dict(map(tuple, one.reasons)), dict(map(tuple, other.reasons)))
    there = set(words_of(other))
    shared = [word for word in words_of(one) if word in there]
    rows = [SharedWord(word, (counts[0].get(word, 0), counts[1].get(word, 0))) for word in shared]
    return sorted(rows, key=lambda row: -min(row.counts))[:WORDS]


def _voices(problem: Problem) -> list[ProblemVoice]:
    rows = ProblemVoice.objects.filter(problem=problem, copy_of=None).select_related("voice__place__parent")
    return list(rows.order_by("-similarity", "voice_id")[:VOICES])


def _months(pair: Sequence[Problem]) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Voices of each month, the last twelve in which either was spoken of."""
    counts: dict[UUID, Counter[date]] = {problem.id: Counter() for problem in pair}
    for problem_id, at in ProblemVoice.objects.filter(problem__in=pair).values_list("problem_id", "voice__heard_at"):
        counts[problem_id][timezone.localdate(at).replace(day=1)] += 1
    said = {month for months in counts.values() for month in months}
    months = months_between(min(said), max(said))[-MONTHS:] if said else []
    series = [(problem.code, [counts[problem.id][month] for month in months]) for problem in pair]
    return labels(months), series


def _why(words: Sequence[SharedWord], places: Sequence[str], series: Sequence[tuple[str, list[int]]]) -> str:
    together = sum(bool(one and other) for one, other in zip(series[0][1], series[1][1], strict=True))
    told = [
        _("都说到{words}").format(words=listed(f"“{shared.word}”" for shared in words[:4])) if words else "",
        _("都有{places}的人说").format(places=listed(places[:3])) if places else "",
        ngettext("有 {n} 个月两边都在说", "有 {n} 个月两边都在说", together).format(n=together) if together else "",
    ]
    found = [part for part in told if part]
    if not found:
        return _("没有相同的关键词、地方和月份，多半是两件事。")
    told_so = _("{parts}。").format(parts=_("；").join(found))
    return told_so[0].upper() + told_so[1:]
