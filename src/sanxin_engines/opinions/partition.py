"""Union-find over positions 0…n-1, the smallest position of a group being its root."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.int64]


class Partition:
    """Positions that are joined step by step; what is joined never parts."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, position: int) -> int:
        while self._parent[position] != position:
            self._parent[position] = self._parent[self._parent[position]]
            position = self._parent[position]
        return position

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def join_all(self, positions: Iterable[int]) -> None:
        first, *rest = positions
        for position in rest:
            self.join(first, position)

    def roots(self) -> Labels:
        """Shape (n,): the root of every position."""
        return np.fromiter(map(self.root, range(len(self._parent))), dtype=np.int64, count=len(self._parent))


def groups_of(labels: Labels) -> list[list[int]]:
    """Positions by label, both ascending."""
    groups: dict[int, list[int]] = {}
    for position, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(position)
    return [groups[label] for label in sorted(groups)]
