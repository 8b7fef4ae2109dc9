"""Show where a term stands: escaped text with `<mark>` around each hit."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sanxin.kernel.search.tokens import normal

BEFORE, AFTER = 16, 60


def marked(text: str, terms: Sequence[str]) -> SafeString:
    """The text, escaped, with every hit marked; hits that touch or overlap share one mark."""
    hit = _hits(text, terms)
    parts: list[str] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or hit[at] != hit[start]:
            piece = escape(text[start:at])
            parts.append(f"<mark>{piece}</mark>" if hit[start] else piece)
            start = at
    return mark_safe("".join(parts))  # noqa: S308 - every piece is escaped


def excerpt(text: str, terms: Sequence[str]) -> SafeString:
    """The stretch around the first hit, marked; empty where no term stands."""
    flat = " ".join(text.split())
    hit = _hits(flat, terms)
    if True not in hit:
        return SafeString("")
    first = hit.index(True)
    start, end = max(first - BEFORE, 0), min(first + AFTER, len(flat))
    words = ("…" if start else "") + flat[start:end] + ("…" if end < len(flat) else "")
    return marked(words, terms)


def _hits(text: str, terms: Sequence[str]) -> list[bool]:
    """Which characters belong to a hit. One character may become several when compared (㈱ → (株))."""
    compared, origin = [], []
    for place, character in enumerate(text):
        piece = normal(character)
        compared.append(piece)
        origin += [place] * len(piece)
    whole = "".join(compared)
    hit = [False] * len(text)
    for term in terms:
        stands = r"\s+".join(map(re.escape, term.split()))
        for found in re.finditer(f"(?=({stands}))", whole):  # looking ahead, so that hits may overlap
            for place in origin[found.start(1) : found.end(1)]:
                hit[place] = True
    return hit
