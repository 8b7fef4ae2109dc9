"""Long rows in parts that fit into one question to the database."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
PART = 500


def in_parts(rows: Iterable[T], size: int = PART) -> Iterator[list[T]]:
    """Lists of at most `size`, in order; read as they are asked for.

    >>> list(in_parts("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    rest = iter(rows)
    while part := list(islice(rest, size)):
        yield part
