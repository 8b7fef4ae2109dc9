"""Which counts may be shown so that no small group stands out, alone or by subtraction. Plain values only."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Part = TypeVar("Part", bound=Hashable)
LEAST = 5


def may_show(part: int, wholes: Iterable[int]) -> bool:
    """`part` responses are left over by the filters; `wholes` by the same filters with one of them taken away.

    A part of 9 beside a whole of 12 would show the 3 that are missing, so it stays hidden, too.
    """
    return part >= LEAST and all(whole == part or whole - part >= LEAST for whole in wholes)


def hidden_parts(counts: Mapping[Part, int], *, add_up: bool = True) -> set[Part]:
    """The parts of a whole that are not told: those under five, and the next larger one where a small one would follow
    from the rest. `add_up`: everybody is in one part only, so that the parts make the whole. A part of 0 is no secret.

    >>> hidden_parts({"old": 55, "middle": 43, "young": 20, "children": 2}) == {"children", "young"}
    True
    >>> hidden_parts({"old": 55, "young": 2, "children": 3}) == {"young", "children"}
    True
    """
    small = sorted(n for n in counts.values() if 0 < n < LEAST)
    hidden = {part for part, n in counts.items() if 0 < n < LEAST}
    larger = sorted((n, at) for at, n in enumerate(counts.values()) if n >= LEAST)
    if small and add_up and larger and _follows_from_the_rest(small):
        hidden.add(list(counts)[larger[0][1]])
    return hidden


def _follows_from_the_rest(small: list[int]) -> bool:
    """Who knows their sum and that each is 1 to 4 knows each, or knows of fewer than five people."""
    return sum(small) < LEAST or set(small) in ({1}, {LEAST - 1})
