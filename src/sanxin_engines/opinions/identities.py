"""Which problem is which: confirmed and earlier problems keep id and name, new ones are named after a voice.

An id depends on the input alone: "P-" and the smallest voice id of the group. No random numbers, no counters.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sanxin_engines.opinions.constraints import Constraints, KnownProblem, LockedProblem


@dataclass(frozen=True, slots=True)
class Identity:
    id: str
    name: str | None = None  # None: the title is taken from the voices
    locked: bool = False
    proposed: tuple[str, ...] = ()


def identify(groups: Sequence[Sequence[str]], constraints: Constraints) -> list[Identity]:
    """An identity for every group of voice ids (each ascending), in the same order."""
    found: dict[int, Identity] = {}
    owner = {voice: number for number, group in enumerate(groups) for voice in group}
    for locked in constraints.locked:
        present = [owner[voice] for voice in locked.voices if voice in owner]
        if present:
            found[present[0]] = _kept(locked, groups[present[0]], locked=True)
    for _, number, known in _claims(constraints.known, owner):
        taken = {identity.id for identity in found.values()}
        if number not in found and known.id not in taken:
            found[number] = _kept(known, groups[number], locked=False)
    reserved = {locked.id for locked in constraints.locked} | {known.id for known in constraints.known}
    return [found.get(number) or _new(group, reserved) for number, group in enumerate(groups)]


def _claims(known: Sequence[KnownProblem], owner: dict[str, int]) -> list[tuple[int, int, KnownProblem]]:
    """(-voices found, group, problem) where most of the voices still present stay together; the largest first."""
    claims: list[tuple[int, int, KnownProblem]] = []
    for problem in known:
        places = Counter(owner[voice] for voice in dict.fromkeys(problem.voices) if voice in owner)
        if places:
            number, count = min(places.items(), key=lambda item: (-item[1], item[0]))
            if 2 * count > places.total():
                claims.append((-count, number, problem))
    return sorted(claims, key=lambda claim: (claim[0], claim[1], claim[2].id))


def _kept(problem: KnownProblem | LockedProblem, group: Sequence[str], *, locked: bool) -> Identity:
    before = set(problem.voices)
    return Identity(problem.id, problem.name, locked, tuple(voice for voice in group if voice not in before))


def _new(group: Sequence[str], reserved: set[str]) -> Identity:
    plain = f"P-{group[0]}"
    if plain not in reserved:
        return Identity(plain)
    digest = hashlib.sha256("\0".join(group).encode()).hexdigest()
    return Identity(f"{plain}-{digest[:8]}")
