"""Text into tokens, the same for both databases.

Every character is written as four base-36 digits, so that no tokeniser of a database can drop or fold one.
A run (no blanks inside) "村道坏" becomes 村道 道坏 坏; its last character alone lets one-character words be found
by prefix, and keeps a phrase from reaching over the end of a run.
"""

import unicodedata
from functools import cache
from itertools import pairwise

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def normal(text: str) -> str:
    """What is compared: compatibility forms (full width and the like) undone, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def terms(text: str, most: int = 8) -> list[str]:
    """The words of a question: split at blanks, each found as it stands."""
    return list(dict.fromkeys(normal(text).split()))[:most]


def bigrams(text: str) -> list[str]:
    """Tokens of a text in order. An exact substring of two or more characters is an exact phrase of these."""
    found: list[str] = []
    for run in normal(text).split():
        codes = [_code(character) for character in run]
        found += [first + second for first, second in pairwise(codes)]
        found.append(codes[-1])
    return found


def phrase(term: str) -> list[str]:
    """The tokens a text with this term holds side by side; for one character the prefix they share."""
    return bigrams(term)[:-1] or [_code(term)]


def words(text: str) -> list[str]:
    """The words a segmenter sees, encoded alike: a second signal for the order of hits, never for finding."""
    return ["".join(map(_code, word)) for word in _cut(normal(text)) if not word.isspace()]


def _cut(text: str) -> list[str]:
    import rjieba  # its dictionary takes a moment; a process that never searches does without

    return list(rjieba.cut(text))


@cache
def _code(character: str) -> str:
    number = ord(character)
    digits = []
    for _ in range(4):  # 36⁴ is more than Unicode has
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
