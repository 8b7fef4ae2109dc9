"""Text into tokens, the same for both databases.

Every character is written as four base-36 digits, so that no tokeniser of a database can drop or fold one.
A run (no blanks inside) "村道坏" becomes 村道 道坏 坏; its last character alone lets one-character words be found
by prefix, and keeps a phrase from reaching over the end of a run.
"""

import re
import unicodedata
from operator import add

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class _Codes(dict[str, str]):
    """Characters, pairs or words → the codes of their characters; what was met before costs one look-up."""

    MOST = 200_000
    LONGEST = 8  # a longer word is seldom met twice

    def __missing__(self, characters: str) -> str:
        code = "".join(_code(ord(character)) for character in characters)
        if len(self) >= self.MOST:
            self.clear()
        if len(characters) <= self.LONGEST:
            self[characters] = code
        return code


_codes = _Codes()


def normal(text: str) -> str:
    """What is compared: compatibility forms (full width and the like) undone, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


_QUOTES = str.maketrans(dict.fromkeys("“”„‟「」『』", '"'))
_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')


def terms(text: str, most: int = 8) -> list[str]:
    """The words of a question: split at blanks, each found as it stands; what stands in quotes is one.

    >>> terms("竹坑 班车"), terms("“竹坑村 班车”停"), terms('"没有合上')
    (['竹坑', '班车'], ['竹坑村 班车', '停'], ['没有合上'])
    """
    found = (" ".join((quoted or word).split()) for quoted, word in _TERM.findall(normal(text).translate(_QUOTES)))
    return list(dict.fromkeys(filter(None, found)))[:most]


def bigrams(text: str) -> list[str]:
    """Tokens of a text in order. An exact substring of two or more characters is an exact phrase of these."""
    return _bigrams(normal(text))


def phrase(term: str) -> list[str]:
    """The tokens a text with this term holds side by side; see `ends_open` for the last of them."""
    tokens = bigrams(term)
    return tokens if ends_open(term) else tokens[:-1]


def ends_open(term: str) -> bool:
    """Whether the term's last character stands alone, so that its token is only the beginning of the text's."""
    return len(normal(term).split()[-1]) == 1


def words(text: str) -> list[str]:
    """The words a segmenter sees, encoded alike: a second signal for the order of hits, never for finding."""
    return _words(normal(text))


def both(text: str) -> tuple[list[str], list[str]]:
    """Bigrams and words at the price of one normalisation."""
    compared = normal(text)
    return _bigrams(compared), _words(compared)


def _bigrams(compared: str) -> list[str]:
    found: list[str] = []
    code = _codes.__getitem__
    for run in compared.split():
        found += map(code, map(add, run, run[1:]))
        found.append(code(run[-1]))
    return found


def _words(compared: str) -> list[str]:
    code = _codes.__getitem__
    return [code(word) for word in cut(compared) if not word.isspace()]


def cut(text: str) -> list[str]:
    import rjieba  # its dictionary takes a moment; a process that never searches does without

    return list(rjieba.cut(text))


def _code(number: int) -> str:
    digits = []
    for _ in range(4):  # 36⁴ is more than Unicode has
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
