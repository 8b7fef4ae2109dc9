"""How much two texts say the same, by the pairs of characters they share. Place names do not count."""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}(?:村|镇|乡|街道|社区)")
RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")
EMPTY = frozenset(
    {"我们", "他们", "你们", "没有", "一个", "这个", "那个", "什么", "怎么", "就是", "可以", "问题", "希望"}
)
"""Pairs nearly every message has."""
FEW = 50
"""Among so few texts, how often a pair occurs says little about how telling it is."""
SHORT = 5
"""Pairs of the shortest text that can be wholly like another: two words in common are not a problem in common."""


def pairs(text: str) -> list[str]:
    """In the order in which they stand, each once.

    >>> pairs("竹坑村路灯不亮")
    ['路灯', '灯不', '不亮']
    """
    runs = RUN.findall(PLACE.sub(" ", text).lower())
    found = dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1))
    return [pair for pair in found if pair not in EMPTY]


def scores(text: str, others: Sequence[str]) -> list[float]:
    """From 0 (nothing shared) to 1: how much of the shorter text stands in the other.

    What few of the others have counts more than what many have.
    """
    asked, said = frozenset(pairs(text)), [frozenset(pairs(other)) for other in others]
    seen = Counter(pair for one in said for pair in one)
    weight = {pair: log(1 + (len(said) + FEW) / (seen[pair] + FEW)) for pair in asked.union(*said)}

    def whole(chosen: frozenset[str]) -> float:
        return sum(weight[pair] for pair in chosen)

    least = SHORT * log(2)  # the weight of a pair all of them have
    return [whole(asked & one) / max(min(whole(asked), whole(one)), least) for one in said]
