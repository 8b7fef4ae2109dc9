"""Full-width characters typed by Chinese input methods, turned into the plain ones that numbers and dates need."""

from string import ascii_letters, digits

IDEOGRAPHIC_SPACE = "\u3000"
_OFFSET = ord("！") - ord("!")

#: Letters and digits only: in running text a full-width comma or bracket is Chinese punctuation, not a typo.
_ALPHANUMERIC = {ord(character) + _OFFSET: character for character in ascii_letters + digits}
_EVERYTHING = {code + _OFFSET: code for code in range(ord("!"), ord("~") + 1)} | {
    ord(IDEOGRAPHIC_SPACE): " ",
    ord("\xa0"): " ",
    ord("—"): "-",
    ord("–"): "-",
    ord("−"): "-",
    ord("。"): ".",
    ord("\ufeff"): None,
    ord("\u200b"): None,
}
_UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0x7F, 0x200B, 0xFEFF))
_READABLE: dict[int, str | None] = {**_ALPHANUMERIC, **_UNSEEN}
#: Blanks of every kind, for a quick look whether anything is written at all.
BLANKS = " \t\r\n\xa0\u3000\u200b\ufeff"


def plain(text: str) -> str:
    """For numbers, dates, phones and headers: every full-width form becomes its half-width one, ends trimmed."""
    return text.strip() if text.isascii() else text.translate(_EVERYTHING).strip()


def readable(text: str) -> str:
    """For running text: full-width letters and digits become half-width, punctuation stays, unseen characters go."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return text.translate(_READABLE).strip()
