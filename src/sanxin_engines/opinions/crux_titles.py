"""A part of a title between names of places, as people wrote it: signs of the whole width, words not cut apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LINKS = "的"
"""What tied the rest to the place before it."""


def longest_part(masked: str, title: str, words: Sequence[str]) -> str:
    """Of a normalised title with blanks for places its longest part; `words` are those of `title`, normalised."""
    part = max((one.lstrip(LINKS) for one in masked.split()), key=len, default="")
    folded = [(unicodedata.normalize("NFKC", one).lower(), at) for at, one in enumerate(title)]
    plain = "".join(letters for letters, _at in folded)
    origin = [at for letters, at in folded for _letter in letters]
    begins = plain.find(part)
    if not part or begins < 0:
        return part.upper()
    ends = origin[begins + len(part) - 1] + 1
    return title[origin[_word_start(begins, plain, words)] : ends]


def _word_start(at: int, plain: str, words: Sequence[str]) -> int:
    """Where the word begins that the place before bit into; `at` where none was bitten."""
    begins = 0
    for word in words:
        begins = plain.find(word, begins)
        if begins < 0:
            return at
        if begins < at < begins + len(word):
            return begins
        begins += len(word)
    return at
