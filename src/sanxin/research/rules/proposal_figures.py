"""Figures named in the text of a proposal: {人数} is filled in, live until a leader has it. Plain values only."""

import re
from collections.abc import Mapping
from typing import Any

NAMES = {"人数": "people", "条数": "messages", "村数": "villages", "周数": "weeks", "同感": "likes"}
"""What may stand in braces; names are data, as typed by the office."""
NAMED = re.compile(r"\{(" + "|".join(NAMES) + r")\}")


def fill(text: str, figures: Mapping[str, Any]) -> str:
    """
    >>> fill("{村数} 个村 {人数} 人说，{别的}", {"people": 15, "villages": 4})
    '4 个村 15 人说，{别的}'
    """
    return NAMED.sub(lambda found: str(figures.get(NAMES[found[1]], found[0])), text)
