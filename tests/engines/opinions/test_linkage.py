"""Rounds of mutually nearest groups give the tree of the greedy method."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from sanxin_engines.opinions.linkage import Rule, link
from sanxin_engines.opinions.neighbours import Pairs

PLAIN = Rule(threshold=0.4, looseness=0.0, background=0.0)


def pairs_of(similarity: np.ndarray) -> Pairs:
    one, other = np.triu_indices(len(similarity), 1)
    return Pairs(one.astype(np.int64), other.astype(np.int64), similarity[one, other].astype(np.float32))


def groups(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(2, 40), st.integers(0, 10**6))
def test_without_looseness_it_is_average_linkage(size: int, seed: int):
    points = np.random.default_rng(seed).random((size, 3))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    similarity = np.clip((points @ points.T) ** 8, 0, 1)
    np.fill_diagonal(similarity, 1)

    ours = link(pairs_of(similarity), together=np.arange(size), apart=[], rule=PLAIN)

    tree = linkage(squareform(1 - similarity, checks=False), "average")
    assert groups(ours) == groups(fcluster(tree, 1 - 0.4, "distance"))


def test_looseness_keeps_a_big_loose_group_whole():
    similarity = np.full((6, 6), 0.37)
    similarity[:3, :3] = similarity[3:, 3:] = 0.5
    loose = Rule(threshold=0.4, looseness=0.4, background=0.0)

    sharp = link(pairs_of(similarity), together=np.arange(6), apart=[], rule=PLAIN)
    whole = link(pairs_of(similarity), together=np.arange(6), apart=[], rule=loose)

    assert len(groups(sharp)) == 2
    assert len(groups(whole)) == 1


def test_what_is_apart_never_meets():
    similarity = np.full((4, 4), 0.9)

    labels = link(pairs_of(similarity), together=np.arange(4), apart=[(0, 3)], rule=PLAIN)

    assert labels[0] != labels[3]


def test_what_is_together_starts_together():
    similarity = np.zeros((3, 3))

    labels = link(pairs_of(similarity), together=np.array([0, 1, 0]), apart=[], rule=PLAIN)

    assert groups(labels) == {frozenset({0, 2}), frozenset({1})}
