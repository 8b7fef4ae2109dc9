"""Which counts may be shown so that no small group stands out, alone or by subtraction. Plain values only."""

from collections.abc import Iterable

LEAST = 5


def may_show(part: int, wholes: Iterable[int]) -> bool:
    """`part` responses are left over by the filters; `wholes` by the same filters with one of them taken away.

    A part of 9 beside a whole of 12 would show the 3 that are missing, so it stays hidden, too.
    """
    return part >= LEAST and all(whole == part or whole - part >= LEAST for whole in wholes)
