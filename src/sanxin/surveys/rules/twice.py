"""When two responses that say the same are worth a second look. Plain values only."""

from collections.abc import Mapping, Sequence
from typing import Any

MINUTES = 10
ENOUGH_ANSWERS = 8
ENOUGH_WORDS = 8
"""Two neighbours tick the same three boxes any day; the same sentence or the same eight answers are rarer."""


def says_enough(answers: Mapping[str, Any], words: Sequence[str]) -> bool:
    """`words`: names of the questions answered in one's own words."""
    written = sum(len(str(answers[name])) for name in words if name in answers)
    return written >= ENOUGH_WORDS or len(answers) >= ENOUGH_ANSWERS
