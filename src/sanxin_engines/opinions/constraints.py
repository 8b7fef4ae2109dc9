"""What people decided, and what therefore holds in every later run. Ids of voices that are gone are passed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sanxin_engines.opinions.errors import ContradictoryWishes
from sanxin_engines.opinions.partition import Labels, Partition
from sanxin_engines.opinions.voices import Voice


@dataclass(frozen=True, slots=True)
class KnownProblem:
    """A problem of an earlier run. It keeps id and name where most of its voices stay together."""

    id: str
    name: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LockedProblem:
    """A problem that people confirmed. Its voices stay together, apart from every other locked problem."""

    id: str
    name: str
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constraints:
    """Pairs of ids that are together or apart, and problems that people confirmed or an earlier run found.

    Where they exclude each other `synthesize` raises `ContradictoryWishes`.
    """

    must_link: Sequence[tuple[str, str]] = ()
    cannot_link: Sequence[tuple[str, str]] = ()
    locked: Sequence[LockedProblem] = ()
    known: Sequence[KnownProblem] = ()


NONE = Constraints()


@dataclass(frozen=True, slots=True)
class Ties:
    """Constraints by position: `together` (n,) roots, `apart` pairs, `spoken_of` all that people said anything of."""

    together: Labels
    apart: list[tuple[int, int]]
    spoken_of: list[int]


def tie(voices: Sequence[Voice], copies: Labels, constraints: Constraints) -> Ties:
    """Positions that are one from the start, copies of one text included, and pairs that never meet.

    Raises `ContradictoryWishes` naming two voices that would have to be both. A copy yields to what people said.
    """
    position = {voice.id: place for place, voice in enumerate(voices)}
    apart = _apart(constraints, position)
    partition = Partition(len(voices))
    spoken_of = {place for pair in apart for place in pair}
    for group in [*constraints.must_link, *(problem.voices for problem in constraints.locked)]:
        present = [position[voice] for voice in group if voice in position]
        if len(present) > 1:
            partition.join_all(present)
            spoken_of.update(present)
    for one, other in apart:
        if partition.root(one) == partition.root(other):
            raise ContradictoryWishes(voices[one].id, voices[other].id)
    _join_copies(partition, copies, spoken_for={place for pair in apart for place in pair})
    return Ties(partition.roots(), apart, sorted(spoken_of))


def _apart(constraints: Constraints, position: dict[str, int]) -> list[tuple[int, int]]:
    pairs = [(position[a], position[b]) for a, b in constraints.cannot_link if a in position and b in position]
    present = [[position[voice] for voice in problem.voices if voice in position] for problem in constraints.locked]
    firsts = [group[0] for group in present if group]
    pairs += [(one, other) for place, one in enumerate(firsts) for other in firsts[:place]]
    return pairs


def _join_copies(partition: Partition, copies: Labels, spoken_for: set[int]) -> None:
    """Copies are one text, unless that would carry a voice towards one it must never meet."""
    taken = {partition.root(place) for place in spoken_for}
    for place, original in enumerate(copies.tolist()):
        one, other = partition.root(place), partition.root(original)
        if one != other and one not in taken and other not in taken:
            partition.join(one, other)
