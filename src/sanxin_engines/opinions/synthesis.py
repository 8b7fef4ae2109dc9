"""From voices to problems: read, find copies, weigh, compare, link, describe."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sanxin_engines.opinions.cards import Archive, write_card
from sanxin_engines.opinions.comparing import compare
from sanxin_engines.opinions.constraints import NONE, Constraints, tie
from sanxin_engines.opinions.copies import find_copies
from sanxin_engines.opinions.errors import MixedClocks
from sanxin_engines.opinions.features import Features, learn_space
from sanxin_engines.opinions.identities import identify
from sanxin_engines.opinions.keywords import document_frequency
from sanxin_engines.opinions.partition import Labels, groups_of
from sanxin_engines.opinions.problems import Problem, Synthesis
from sanxin_engines.opinions.reading import Reader, Reading, read_all
from sanxin_engines.opinions.settings import DEFAULT, Settings
from sanxin_engines.opinions.templates import mute_templates
from sanxin_engines.opinions.voices import Voice, in_canonical_order

Progress = Callable[[str, int, int], None]
STEPS = ("read", "copies", "weigh", "compare", "describe")


def synthesize(
    voices: Iterable[Voice],
    *,
    now: datetime,
    settings: Settings = DEFAULT,
    constraints: Constraints = NONE,
    progress: Progress | None = None,
) -> Synthesis:
    """Group voices into problems, hottest first.

    The same voices give the same result in whatever order they come. `now` dates recency and must carry a time zone
    exactly when the voices do. `progress(step, done, total)` is called before each of `STEPS` and once at the end.

    Raises `RepeatedVoice`, `ContradictoryWishes`, `MixedClocks`.
    """
    tell = _teller(progress)
    ordered = in_canonical_order(voices)
    _check_clocks(ordered, now)
    tell("read")
    readings = read_all(ordered, Reader(settings))
    tell("copies")
    copies = find_copies(readings, overlap=settings.copy_overlap, seed=settings.seed)
    ties = tie(ordered, copies, constraints)
    tell("weigh")
    features = _weigh(ordered, readings, settings)
    tell("compare")
    labels = compare(features, copies, ties, settings)
    tell("describe")
    archive = Archive(ordered, readings, copies, features, document_frequency(readings), now, settings)
    synthesis = _describe(archive, labels, constraints)
    tell("done")
    return synthesis


def _teller(progress: Progress | None) -> Callable[[str], None]:
    def tell(step: str) -> None:
        if progress:
            progress(step, STEPS.index(step) if step in STEPS else len(STEPS), len(STEPS))

    return tell


def _check_clocks(voices: list[Voice], now: datetime) -> None:
    for voice in voices:
        if voice.at and (voice.at.tzinfo is None) != (now.tzinfo is None):
            raise MixedClocks(voice.id)


def _weigh(voices: list[Voice], readings: list[Reading], settings: Settings) -> Features:
    authors = [voice.author for voice in voices]
    plain = mute_templates(readings, authors, stories=settings.template_stories, words=settings.template_words)
    return learn_space(plain, settings)[1]


def _describe(archive: Archive, labels: Labels, constraints: Constraints) -> Synthesis:
    groups = groups_of(labels)
    ids = [[archive.voices[place].id for place in group] for group in groups]
    problems: list[Problem] = []
    alone: list[str] = []
    for group, names, identity in zip(groups, ids, identify(ids, constraints), strict=True):
        if identity.locked or len(group) >= archive.settings.smallest_problem:
            problems.append(write_card(archive, group, identity))
        else:
            alone.extend(names)
    problems.sort(key=lambda problem: (-problem.heat.score, problem.id))
    return Synthesis(tuple(problems), tuple(sorted(alone)))
