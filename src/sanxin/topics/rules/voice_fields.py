"""Whether the machine may guess fields for voices in no problem. Plain values only."""

from collections import Counter
from collections.abc import Sequence

from sanxin.research.rules.kinds import enough, learnable

Pairs = Sequence[tuple[str, str]]


def worth_learning(examples: Pairs, corrections: Pairs) -> tuple[Pairs, Pairs]:
    """The (text, label) of labels with enough voices; nothing where that leaves less than two labels.

    >>> few = [("路坏了", "road")] * 3
    >>> worth_learning(few, [])
    ([], [])
    >>> many = [("路坏了", "road")] * 10 + [("水黄了", "none")] * 10
    >>> [len(part) for part in worth_learning(many + few[:1], [])]
    [21, 0]
    """
    counts = Counter(label for _text, label in [*examples, *corrections])
    if not enough(counts):
        return [], []
    kept = learnable(counts)
    return [one for one in examples if one[1] in kept], [one for one in corrections if one[1] in kept]
