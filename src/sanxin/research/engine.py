"""The door to the engine: voices and wishes in, groups with our ids out. Tests put another engine behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings as house
from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.people.models import Unit
from sanxin.research.queries.weights import weights_of
from sanxin_engines.opinions.constraints import Constraints
from sanxin_engines.opinions.settings import DEFAULT, HeatWeights, Settings
from sanxin_engines.opinions.voices import Voice

TERMS = 6
"""Shared words shown beside one voice."""


@dataclass(frozen=True)
class Found:
    """One group of a run: which voices, and why."""

    voices: tuple[UUID, ...]
    title: str
    keywords: tuple[str, ...] = ()
    quotes: tuple[tuple[UUID, str], ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    places: tuple[str, ...] = ()
    copies: dict[UUID, UUID] = field(default_factory=dict)
    """A near copy → the first of its kind."""
    nearest: dict[UUID, float] = field(default_factory=dict)
    """Voice → similarity to the voice nearest to it."""
    terms: dict[UUID, list[str]] = field(default_factory=dict)
    """Voice → words it shares with the group."""


class Step(Protocol):
    """Told how far the work has come: name of the step, done, total."""

    def __call__(self, name: str, done: int, total: int) -> None: ...


class Engine(Protocol):
    def __call__(
        self, voices: Sequence[Voice], *, wishes: Constraints, now: datetime, settings: dict[str, Any], step: Step
    ) -> list[Found]: ...


def quiet(name: str, done: int, total: int) -> None:
    """Nobody is watching."""


def the_engine(
    voices: Sequence[Voice], *, wishes: Constraints, now: datetime, settings: dict[str, Any], step: Step
) -> list[Found]:
    """`sanxin_engines.opinions.synthesize`, with ids of ours."""
    from sanxin_engines.opinions.synthesis import synthesize  # numpy and scikit-learn load when they are needed

    with usable_model():
        result = synthesize(voices, now=now, settings=thawed(settings), constraints=wishes, progress=step)
    return [_found(problem) for problem in result.problems]


@contextmanager
def usable_model() -> Iterator[None]:
    """Refused, by the file that is wrong, where the folder the administrator named holds no model we can read."""
    from sanxin_engines.opinions.embedding import UnusableModel

    try:
        yield
    except UnusableModel as error:
        words = _(
            "语言模型不能用，问题出在文件 {file}。请系统管理员换一个文件夹，或者去掉设置 SANXIN_LANGUAGE_MODEL 再归并。"
        )
        raise Refused("research.run.model", words.format(file=error.file)) from error


def settings_for(office: Unit) -> Settings:
    """The default, with the names of the county's own places, which no dictionary knows, and the desk's own weights."""
    places = Unit.objects.places().in_use().filter(county=office.county_id)
    names = {str(place) for place in places.only("name", "short_name")}
    words = tuple(sorted(name for name in names if len(name) > 1))
    return Settings(local_words=words, heat=weights_of(office.id), embedding=house.LANGUAGE_MODEL)


def thawed(settings: dict[str, Any]) -> Settings:
    """Settings kept as JSON, back as they were; what a newer engine adds takes its default."""
    known = {name: _tuple(value) for name, value in settings.items() if name in Settings.__dataclass_fields__}
    heat = known.pop("heat", None)
    return Settings(**known, heat=HeatWeights(**heat) if heat else DEFAULT.heat)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _found(problem: Any) -> Found:
    terms: dict[UUID, list[str]] = defaultdict(list)
    # A village is a word and a place at once: told once, by the larger count.
    by_size = sorted([*problem.reasons.shared_terms, *problem.reasons.shared_places], key=lambda one: -len(one.voices))
    shared = list({one.term: one for one in reversed(by_size)}.values())[::-1]
    for one in shared:
        for voice in one.voices:
            if len(terms[UUID(voice)]) < TERMS:
                terms[UUID(voice)].append(one.term)
    return Found(
        voices=tuple(map(UUID, problem.voices)),
        title=problem.title,
        keywords=problem.keywords,
        quotes=tuple((UUID(quote.voice), quote.text) for quote in problem.quotes),
        reasons=tuple((one.term, len(one.voices)) for one in shared),
        places=problem.places,
        copies={UUID(copy): UUID(group[0]) for group in problem.duplicates for copy in group[1:]},
        nearest={UUID(one.voice): one.similarity for one in problem.reasons.neighbours},
        terms=dict(terms),
    )
