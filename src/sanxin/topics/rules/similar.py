"""Which earlier questions are like this one: by shared pairs of characters, no model needed. Plain values only."""

import re
from collections.abc import Iterable

NEAR = 0.28
"""From here on two questions are shown together. Low on purpose: one too many costs a glance, one too few a year."""
KEPT = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
EMPTY_PAIRS = frozenset(
    {"如何", "怎么", "怎样", "问题", "研究", "调研", "情况", "对策", "课题", "我市", "我县", "关于"}
)
"""Words in most titles; alone they make nothing alike."""


def pairs(text: str) -> frozenset[str]:
    """
    >>> sorted(pairs("村干部待遇"))
    ['干部', '待遇', '村干', '部待']
    """
    kept = "".join(KEPT.findall(text))
    return frozenset(kept[i : i + 2] for i in range(len(kept) - 1)) - EMPTY_PAIRS


def same_words(text: str) -> str:
    """What is left when blanks and marks are gone.

    >>> same_words("村干部待遇，怎么办？") == same_words("村干部待遇 怎么办")
    True
    """
    return "".join(KEPT.findall(text)).lower()


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1: shared pairs beside all of both (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def nearest(text: str, others: Iterable[tuple[str, str]], *, most: int = 5) -> list[tuple[str, float]]:
    """Keys of the questions most like the text, with how much; `others` are (key, text)."""
    wanted = pairs(text)
    scored = ((likeness(wanted, pairs(other)), key) for key, other in others)
    found = sorted(((score, key) for score, key in scored if score >= NEAR), key=lambda pair: (-pair[0], pair[1]))
    return [(key, score) for score, key in found[:most]]
