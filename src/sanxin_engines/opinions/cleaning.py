"""From a voice to clean text. The original is never changed: what people wrote stays what people read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]\d{7,8})(?!\d)")
MASKED_NAME = re.compile(r"(?<![a-z0-9])[a-z]\d{0,2}[省市区县]")
SENTENCE_END = re.compile(r"[。！？!?；;\n]+")
HEADLINE_LENGTH = 40


def mask_numbers(text: str) -> str:
    """Hide phone and identity numbers; every other number stays."""
    return PHONE.sub("［电话］", ID_NUMBER.sub("［证件号］", text))


def analysable(text: str) -> str:
    """NFKC, lower case, phone and identity numbers removed, blanks folded."""
    plain = unicodedata.normalize("NFKC", text)
    plain = PHONE.sub(" ", ID_NUMBER.sub(" ", plain))
    return " ".join(_apart_from_masks(plain.lower()).split())


def _apart_from_masks(text: str) -> str:
    """Published letters hide names as "A7县"; the name that follows must not be cut as "县泉塘"."""
    return MASKED_NAME.sub(r" \g<0> ", text)


def boilerplate_remover(phrases: tuple[str, ...]) -> Callable[[str], str]:
    """A function that cuts the phrases out; longer phrases win over the shorter ones they contain."""
    plain = sorted({analysable(phrase) for phrase in phrases} - {""}, key=lambda phrase: (-len(phrase), phrase))
    if not plain:
        return lambda text: text
    pattern = re.compile("|".join(map(re.escape, plain)))
    return lambda text: pattern.sub(" ", text)


def headline_of(title: str, text: str) -> str:
    """The title, or the first sentence where there is none, at most `HEADLINE_LENGTH` characters of it."""
    if title.strip():
        return title.strip()
    first = next((part.strip() for part in SENTENCE_END.split(text) if part.strip()), "")
    return first[:HEADLINE_LENGTH]


def compact(text: str) -> str:
    """Letters, digits and ideographs alone: what two copies of one text have in common."""
    return "".join(filter(str.isalnum, text))
