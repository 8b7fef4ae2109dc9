"""Which problems a text being typed may belong to. The index lives in memory; the database stays the truth.

Rows are the most telling voices of each problem, at most ten thousand, so that memory does not grow with the county.
An index is built beside the requests; until it stands there is nothing to suggest. Where the administrator has named a
language model, half of the meaning is the model's, as in a run; vectors are kept from one index to the next.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.conf import settings as house

from sanxin.kernel import clock
from sanxin.research.models import Problem, ProblemChange, ProblemVoice, SynthesisRun
from sanxin_engines.opinions.voices import Voice

if TYPE_CHECKING:
    from sanxin_engines.opinions.embedding import Embedder, Remembering
    from sanxin_engines.opinions.suggestions import Index

logger = logging.getLogger("sanxin.suggestions")

MOST_VOICES, A_PROBLEM = 10_000, 4
STALE_AFTER = timedelta(minutes=10)
"""Acts of people show in the index after that long; a run at once."""
LEAST, LEAST_TOLD = 0.15, 0.1
"""Likeness below which two texts share a word and nothing else; a language model knows a matter in other words."""
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
    embedder: Remembering | None
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
    """The problems near to the text, the nearest first; None while the index is being built."""
    from sanxin_engines.opinions.suggestions import suggest  # numpy and scikit-learn load when they are needed

    kept = _ready(office_id)
    if kept is None:
        return None
    least = LEAST_TOLD if kept.embedder else LEAST
    found = [one for one in suggest(kept.index, text, most) if one.similarity >= least]
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
    before = _kept.get(office_id)

    def work() -> None:
        try:
            embedder = _embedder_after(before)
            _kept[office_id] = _Kept(_build(named, voices, embedder), embedder, run, change, clock.now())
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


def _embedder_after(before: _Kept | None) -> Remembering | None:
    """What the office's last index embedded with, or a new one; none where no model is named."""
    if not house.LANGUAGE_MODEL:
        return None
    embedder = _model_of(house.LANGUAGE_MODEL)
    if before and before.embedder and before.embedder.embedder is embedder:
        return before.embedder
    from sanxin_engines.opinions.embedding import Remembering

    return Remembering(embedder) if embedder else None


@cache
def _model_of(folder: str) -> Embedder | None:
    """Loaded once; a folder that cannot be used is told to the log, and suggestions do without."""
    from sanxin_engines.opinions.embedding import UnusableModel, load_embedder

    try:
        return load_embedder(Path(folder))
    except UnusableModel as error:
        logger.warning("suggestions do without the language model: %s", error)
        return None


def _build(named: Sequence[_Named], voices: Sequence[Voice], embedder: Embedder | None) -> Index:
    from sanxin_engines.opinions.problems import Synthesis
    from sanxin_engines.opinions.suggestions import build_index

    return build_index(cast(Synthesis, _Result(tuple(named))), voices, embedder=embedder)
