"""Which problems a text being typed may belong to. The index lives in memory; the database stays the truth.

Rows are the most telling voices of each problem, at most ten thousand, so that memory does not grow with the county.
An index is built beside the requests; until it stands there is nothing to suggest.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast
from uuid import UUID

from sanxin.kernel import clock
from sanxin.research.models import Problem, ProblemChange, ProblemVoice, SynthesisRun
from sanxin_engines.opinions.voices import Voice

if TYPE_CHECKING:
    from sanxin_engines.opinions.suggestions import Index

MOST_VOICES, A_PROBLEM = 10_000, 4
STALE_AFTER = timedelta(minutes=10)
"""Acts of people show in the index after that long; a run at once."""
in_background = True
"""Tests build while they wait."""


@dataclass(frozen=True)
class Near:
    """A problem the text is near to, in the engine's words."""

    problem_id: UUID
    similarity: float
    terms: tuple[str, ...]
    sentence: str
    """What somebody said of it."""


@dataclass(frozen=True)
class _Kept:
    index: Index
    run: UUID | None
    change: UUID | None
    built_at: datetime


@dataclass(frozen=True)
class _Named:
    id: str
    title: str
    voices: tuple[str, ...]


@dataclass(frozen=True)
class _Result:
    """The part of a `Synthesis` the index reads."""

    problems: tuple[_Named, ...]


_kept: dict[UUID, _Kept] = {}
_building: set[UUID] = set()
_guard = threading.Lock()


def nearest(office_id: UUID, text: str, *, most: int = 3) -> list[Near] | None:
    """The problems nearest to the text, the nearest first; None while the index is being built."""
    from sanxin_engines.opinions.suggestions import suggest  # numpy and scikit-learn load when they are needed

    kept = _ready(office_id)
    if kept is None:
        return None
    found = suggest(kept.index, text, most)
    return [Near(UUID(one.problem), one.similarity, one.shared_terms, one.there.text) for one in found]


def forget(office_id: UUID | None = None) -> None:
    """Drop what is kept, of one office or of all."""
    with _guard:
        if office_id is None:
            _kept.clear()
        else:
            _kept.pop(office_id, None)


def _ready(office_id: UUID) -> _Kept | None:
    run, change = _stamp(office_id)
    kept = _kept.get(office_id)
    old = kept is not None and kept.change != change and clock.now() - kept.built_at > STALE_AFTER
    if kept is None or kept.run != run or old:
        _begin(office_id, run, change)
    return _kept.get(office_id)


def _stamp(office_id: UUID) -> tuple[UUID | None, UUID | None]:
    """What the index depends on: the last run, and the last act of a person; two queries."""
    runs = SynthesisRun.objects.filter(office=office_id).finished().order_by("-finished_at")
    changes = ProblemChange.objects.filter(office=office_id).order_by("-at", "-id")
    return runs.values_list("pk", flat=True).first(), changes.values_list("pk", flat=True).first()


def _begin(office_id: UUID, run: UUID | None, change: UUID | None) -> None:
    """Read here, build beside: the thread asks the database nothing."""
    with _guard:
        if office_id in _building:
            return
        _building.add(office_id)
    named, voices = _read(office_id)

    def work() -> None:
        try:
            _kept[office_id] = _Kept(_build(named, voices), run, change, clock.now())
        finally:
            _building.discard(office_id)

    if in_background:
        threading.Thread(target=work, name="suggestions", daemon=True).start()
    else:
        work()


def _read(office_id: UUID) -> tuple[list[_Named], list[Voice]]:
    """The hottest problems first, finished ones included; of each the voices most like the rest; two queries."""
    rows = Problem.objects.on_desk().filter(office=office_id).order_by("-heat", "number")
    names = dict(rows.values_list("pk", "name")[:MOST_VOICES])
    chosen: dict[UUID, list[Voice]] = {pk: [] for pk in names}
    voices = ProblemVoice.objects.filter(problem__in=rows, copy_of=None).order_by("problem", "-similarity", "voice_id")
    fields = ("problem_id", "voice_id", "voice__title", "voice__text")
    for problem_id, voice_id, title, text in voices.values_list(*fields).iterator(chunk_size=2000):
        if problem_id in chosen and len(chosen[problem_id]) < A_PROBLEM:
            chosen[problem_id].append(Voice(str(voice_id), title, text))
    return _within(names, chosen)


def _within(names: dict[UUID, str], chosen: dict[UUID, list[Voice]]) -> tuple[list[_Named], list[Voice]]:
    """As many as fit: one voice of every problem before the second of any."""
    taken: dict[UUID, list[Voice]] = {pk: [] for pk in names}
    left = MOST_VOICES
    for turn in range(A_PROBLEM):
        for pk, voices in chosen.items():
            if turn < len(voices) and left:
                taken[pk].append(voices[turn])
                left -= 1
    named = [_Named(str(pk), names[pk], tuple(voice.id for voice in taken[pk])) for pk in names]
    return named, [voice for voices in taken.values() for voice in voices]


def _build(named: Sequence[_Named], voices: Sequence[Voice]) -> Index:
    from sanxin_engines.opinions.problems import Synthesis
    from sanxin_engines.opinions.suggestions import build_index

    return build_index(cast(Synthesis, _Result(tuple(named))), voices)
