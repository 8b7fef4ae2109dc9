"""What a run that is not bound by people's word would do differently. Plain values; it is only ever advice.

People come first here, too: what they parted is not joined, what they joined is not parted, what they locked or
refused is not mentioned.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

MOST = 0.6
"""Of a problem's voices in one group: then the group is where it belongs."""
SMALLEST_PART = 2

Pair = frozenset[UUID]


@dataclass(frozen=True)
class Settled:
    """A confirmed problem that is not locked."""

    id: UUID
    voices: frozenset[UUID]
    placed: frozenset[UUID] = frozenset()
    """Voices a person put there: they hold to the rest."""


@dataclass(frozen=True)
class Counsel:
    """Merge `problem` with `other`, or split `voices` off it; `group` of the free result says so."""

    problem: UUID
    group: int
    other: UUID | None = None
    voices: tuple[UUID, ...] = ()


def advise(
    groups: Sequence[Sequence[UUID]],
    settled: Collection[Settled],
    *,
    parted: Collection[Pair] = (),
    refused: Mapping[UUID, Sequence[Collection[UUID]]] | None = None,
) -> list[Counsel]:
    """`groups` as the free run found them; `parted` are pairs a person keeps two, `refused` parts kept whole.

    >>> advise([], [])
    []
    """
    group_of = {voice: place for place, group in enumerate(groups) for voice in group}
    merges = list(_merges(group_of, settled, frozenset(parted)))
    return [*merges, *_splits(group_of, settled, refused or {})]


def _merges(group_of: Mapping[UUID, int], settled: Collection[Settled], parted: Collection[Pair]) -> Iterator[Counsel]:
    """Every group that holds most of two problems: each of the smaller ones beside the largest."""
    homes: dict[int, list[tuple[int, UUID]]] = defaultdict(list)
    for problem in settled:
        seen = Counter(group_of[voice] for voice in problem.voices if voice in group_of)
        for group, count in seen.items():
            if count >= MOST * len(problem.voices):
                homes[group].append((-len(problem.voices), problem.id))
    for group, found in sorted(homes.items()):
        (_, largest), *others = sorted(found)
        for _, other in others:
            if frozenset((largest, other)) not in parted:
                yield Counsel(largest, group, other=other)


def _splits(
    group_of: Mapping[UUID, int], settled: Collection[Settled], refused: Mapping[UUID, Sequence[Collection[UUID]]]
) -> Iterator[Counsel]:
    """Voices nobody placed that the free run puts together, away from most of the rest."""
    for problem in sorted(settled, key=lambda one: one.id):
        parts: dict[int, list[UUID]] = defaultdict(list)
        for voice in sorted(problem.voices - problem.placed):
            if voice in group_of:
                parts[group_of[voice]].append(voice)
        tied = {group_of[voice] for voice in problem.placed if voice in group_of}
        for group, voices in sorted(parts.items(), key=lambda part: (-len(part[1]), part[0]))[1:]:
            known = any(2 * len(set(voices) & set(part)) >= len(voices) for part in refused.get(problem.id, ()))
            if len(voices) >= SMALLEST_PART and group not in tied and not known:
                yield Counsel(problem.id, group, voices=tuple(voices))
