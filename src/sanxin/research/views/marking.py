"""Shared words marked in what people said."""

import re
from collections.abc import Sequence

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text, escaped, with every one of the words between <mark> and </mark>; the longer of two wins.

    >>> str(marked("班车<停>了", ["班车", "停"]))
    '<mark>班车</mark>&lt;<mark>停</mark>&gt;了'
    """
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return conditional_escape(text)
    pieces = re.split(f"({'|'.join(map(re.escape, wanted))})", text, flags=re.IGNORECASE)
    parts = [
        f"<mark>{conditional_escape(piece)}</mark>" if place % 2 else conditional_escape(piece)
        for place, piece in enumerate(pieces)
    ]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above
