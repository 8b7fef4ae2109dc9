"""How the result of a run meets what stands on the desk. Plain values in, a plan out; nothing is written here.

People come first: a problem they touched keeps its voices, whatever the engine says, and gets new ones only as offers.
A proposal nobody touched gives way to the new result; its number lives on where half of its voices stay together.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

SMALLEST_PROBLEM = 2


@dataclass(frozen=True)
class Standing:
    """A problem as it stands on the desk when the result arrives."""

    id: UUID
    voices: frozenset[UUID]
    kept: bool
    """Touched by a person."""
    locked: bool = False
    apart: frozenset[UUID] = frozenset()
    """Voices a person said do not belong here."""


@dataclass(frozen=True)
class Plan:
    members: dict[int, tuple[UUID, ...]]
    """Group of the result → the voices its problem will hold."""
    carried: dict[int, UUID]
    """Group → the untouched problem whose number it keeps. The other groups draw new numbers."""
    offers: dict[UUID, UUID]
    """Voice → the confirmed problem it is offered to."""
    gone: dict[UUID, int | None] = field(default_factory=dict)
    """Untouched problem that is not found again → the group most of it went to, if one did."""

    @property
    def fresh(self) -> list[int]:
        return [group for group in self.members if group not in self.carried]


def reconcile(groups: Sequence[Sequence[UUID]], standing: Iterable[Standing], *, known: frozenset[UUID]) -> Plan:
    """`groups` as the engine found them, hottest first; `known` are the voices that still lie on this desk.

    >>> reconcile([], [], known=frozenset()).members
    {}
    """
    problems = sorted(standing, key=lambda problem: problem.id)
    kept = [problem for problem in problems if problem.kept]
    home = {voice: problem for problem in kept for voice in problem.voices}
    offers: dict[UUID, UUID] = {}
    members: dict[int, tuple[UUID, ...]] = {}
    placed: set[UUID] = set()
    for place, group in enumerate(groups):
        free = [voice for voice in dict.fromkeys(group) if voice in known and voice not in home and voice not in placed]
        placed.update(free)
        host = _host(group, home)
        if host is not None:
            offers.update((voice, host.id) for voice in free if voice not in host.apart)
        elif len(free) >= SMALLEST_PROBLEM:
            members[place] = tuple(free)
    untouched = [problem for problem in problems if not problem.kept]
    shared = _shared(members, untouched)
    carried = _carried(shared)
    return Plan(members, carried, offers, _gone(untouched, shared, set(carried.values())))


def _host(group: Sequence[UUID], home: dict[UUID, Standing]) -> Standing | None:
    """The open confirmed problem most of the group belongs to; a locked one takes no new voices."""
    seen = Counter(home[voice].id for voice in group if voice in home and not home[voice].locked)
    if not seen:
        return None
    best = min(seen, key=lambda problem_id: (-seen[problem_id], problem_id))
    return next(home[voice] for voice in group if voice in home and home[voice].id == best)


def _shared(members: dict[int, tuple[UUID, ...]], untouched: list[Standing]) -> list[tuple[int, int, UUID]]:
    """(voices in common, group, problem) where the group holds at least half of the problem; most first."""
    old_home = {voice: problem for problem in untouched for voice in problem.voices}
    pairs = Counter(
        (place, old_home[voice].id) for place, voices in members.items() for voice in voices if voice in old_home
    )
    size = {problem.id: len(problem.voices) for problem in untouched}
    half = [(count, place, old) for (place, old), count in pairs.items() if 2 * count >= size[old]]
    return sorted(half, key=lambda row: (-row[0], row[1], row[2]))


def _carried(shared: list[tuple[int, int, UUID]]) -> dict[int, UUID]:
    carried: dict[int, UUID] = {}
    for _, place, old in shared:
        if place not in carried and old not in carried.values():
            carried[place] = old
    return carried


def _gone(untouched: list[Standing], shared: list[tuple[int, int, UUID]], carried: set[UUID]) -> dict[UUID, int | None]:
    heir: dict[UUID, int] = {}
    for _, place, old in shared:
        heir.setdefault(old, place)
    return {problem.id: heir.get(problem.id) for problem in untouched if problem.id not in carried}
