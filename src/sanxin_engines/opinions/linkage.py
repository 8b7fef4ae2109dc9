"""Average linkage over a sparse graph, by rounds of mutually nearest groups.

Groups that are each other's nearest are merged, all such pairs of a round at once; for average linkage this yields the
tree of the greedy method (Bruynooghe 1977, Murtagh 1983) in a few rounds of sparse matrix products. Missing pairs
count as `background`. Sums are whole numbers, ties go to the smaller position: one input, one result.

With `looseness` g the similarity of groups a and b is  mean(a, b) / (mean(a, a) * mean(b, b)) ** (g / 2):
g = 0 is average linkage, g = 1 compares centroids by cosine. A single voice has mean 1, so only groups gain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from sanxin_engines.opinions.neighbours import Pairs, as_matrix
from sanxin_engines.opinions.partition import Labels
from sanxin_engines.opinions.weights import Sparse

UNIT = 1_000_000
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rule:
    """When two groups are one (see above): similarity from `threshold` on; missing pairs count as `background`."""

    threshold: float
    looseness: float
    background: float


@dataclass(slots=True)
class _Groups:
    """The state between rounds. `sums[a, b]` = Σ (similarity - background) * UNIT over the pairs of a and b."""

    sums: Sparse
    size: Numbers
    inner: Numbers  # Σ similarity over all ordered pairs within, each voice with itself included
    apart: Sparse
    label: Labels


def link(pairs: Pairs, *, together: Labels, apart: list[tuple[int, int]], rule: Rule) -> Labels:
    """Shape (n,): the group of every position, numbered by smallest member.

    `together` (n,) gives what is one group from the start; `apart` are positions that never meet.
    """
    groups = _alone(pairs, apart, len(together), rule)
    parent: Labels | None = np.unique(together, return_inverse=True)[1].reshape(-1).astype(np.int64)
    while parent is not None:
        _merge(groups, parent, rule)
        parent = _next_round(groups, rule)
    return groups.label


def _alone(pairs: Pairs, apart: list[tuple[int, int]], size: int, rule: Rule) -> _Groups:
    ends = np.array(apart, dtype=np.int64).reshape(-1, 2)
    ones = np.ones(len(ends), dtype=np.int64)
    kept_apart = sp.csr_matrix((ones, (ends[:, 0], ends[:, 1])), shape=(size, size))
    return _Groups(
        sums=as_matrix(pairs, size, background=rule.background, unit=UNIT),
        size=np.ones(size),
        inner=np.ones(size),
        apart=(kept_apart + kept_apart.T).tocsr(),
        label=np.arange(size, dtype=np.int64),
    )


def _next_round(groups: _Groups, rule: Rule) -> Labels | None:
    """The new group of every group, or None when nobody reaches the threshold."""
    nearest = _nearest(groups, rule)
    one = np.flatnonzero(nearest >= 0)
    mutual = one[(nearest[nearest[one]] == one) & (one < nearest[one])]
    if not len(mutual):
        return None
    parent = np.arange(len(groups.size))
    parent[nearest[mutual]] = mutual
    return np.unique(parent, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _nearest(groups: _Groups, rule: Rule) -> Labels:
    """Each group's nearest group at or above the threshold, -1 where there is none."""
    sums = groups.sums
    one = np.repeat(np.arange(sums.shape[0]), np.diff(sums.indptr))
    other, mean = sums.indices.astype(np.int64), groups.inner / groups.size**2
    value = rule.background + sums.data / (groups.size[one] * groups.size[other] * UNIT)
    value = value / (mean[one] * mean[other]) ** (rule.looseness / 2)
    keep = value >= rule.threshold
    if groups.apart.nnz and keep.any():
        keep[keep] = np.asarray(groups.apart[one[keep], other[keep]]).ravel() == 0
    one, other, value = one[keep], other[keep], value[keep]
    order = np.lexsort((other, -value, one))
    one, other = one[order], other[order]
    nearest = np.full(sums.shape[0], -1, dtype=np.int64)
    first = np.r_[True, one[1:] != one[:-1]] if len(one) else np.zeros(0, dtype=bool)
    nearest[one[first]] = other[first]
    return nearest


def _merge(groups: _Groups, parent: Labels, rule: Rule) -> None:
    count = int(parent.max(initial=-1)) + 1
    ones = np.ones(len(parent), dtype=np.int64)
    merge = sp.csr_matrix((ones, (np.arange(len(parent)), parent)), shape=(len(parent), count))
    sums = (merge.T @ groups.sums @ merge).tocsr()
    size = np.bincount(parent, weights=groups.size, minlength=count)
    strangers = size**2 - np.bincount(parent, weights=groups.size**2, minlength=count)
    inner = np.bincount(parent, weights=groups.inner, minlength=count)
    groups.inner = inner + sums.diagonal() / UNIT + rule.background * strangers
    groups.sums, groups.size, groups.label = _off_diagonal(sums), size.astype(np.float64), parent[groups.label]
    groups.apart = _off_diagonal((merge.T @ groups.apart @ merge).tocsr())


def _off_diagonal(matrix: Sparse) -> Sparse:
    matrix = matrix - sp.diags(matrix.diagonal(), dtype=np.int64)
    matrix = matrix.tocsr()
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return matrix
