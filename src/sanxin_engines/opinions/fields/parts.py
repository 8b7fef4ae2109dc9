"""A text as four lists of terms: words and characters, of the whole and of its headline.

Words name things; single characters and pairs of them survive where words are cut otherwise, and texts whose words are
cut already (by blanks) read as texts that are not. What stands in the headline is the matter, so it speaks twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import rjieba

from sanxin_engines.opinions.cleaning import analysable

Terms = Sequence[str]
END_OF_TITLE = re.compile(r"\n|[ \u3000\t\xa0]{2,}")
OPENING = 10  # words that stand in for a headline
LONGEST_TITLE = 30  # words


def parts_of(text: str) -> tuple[Terms, Terms, Terms, Terms]:
    """Words with pairs of them, words of the headline, characters with pairs, characters of the headline."""
    text = text.strip()
    words = _words(text)
    head = _headline(text, words)
    return words + _pairs(words), head, _characters(words), _characters(head)


def words_of(text: str) -> frozenset[str]:
    """The words of more than one character; one alone (`了`, `水`) may mean anything."""
    return frozenset(word for word in _words(text) if len(word) > 1)


def _headline(text: str, words: list[str]) -> list[str]:
    end = END_OF_TITLE.search(text)
    title = _words(text[: end.start()]) if end else []
    return title if 0 < len(title) <= LONGEST_TITLE else words[:OPENING]


def _words(text: str) -> list[str]:
    chunks = analysable(text).split()
    return [word for chunk in chunks for word in rjieba.cut(chunk) if word.isalnum()]


def _pairs(words: list[str]) -> list[str]:
    return [f"{one} {other}" for one, other in pairwise(words)]


def _characters(words: list[str]) -> list[str]:
    letters = "".join(words)
    return [*letters, *map("".join, pairwise(letters))]
