"""What must not stand in a text that everybody reads: identity numbers, phones, names. Plain values only."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

CANDIDATE = re.compile(r"(?<![0-9A-Za-z])\+?\d(?:[ \-()]?\d){6,18}(?:[ ]?[Xx](?![A-Za-z]))?(?![0-9])")
"""Seven figures or more, as people part them."""
MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
LANDLINE = re.compile(r"0[1-9]\d{8,10}|[48]00\d{7}")
ASKS_FOR_CALL = re.compile(r"(电话|手机|联系|拨|致电|热线)\D{0,6}$")
NARROW = str.maketrans({0xFF10 + figure: str(figure) for figure in range(10)} | {0xFF0D: "-", 0xFF0B: "+", 0xFF38: "X"})
"""Figures as wide as Chinese letters, made narrow; punctuation stays as it is."""
AROUND = 6


@dataclass(frozen=True)
class Finding:
    """One thing in the text: `kind` is identity, phone or name; the first two bar the way."""

    kind: str
    paragraph: int
    near: str
    """A few letters before it, so that it is found again; never the thing itself, except a name."""

    @property
    def bars(self) -> bool:
        return self.kind != "name"

    @property
    def sentence(self) -> str:
        where = _("第 {n} 段").format(n=self.paragraph) if self.paragraph else _("标题里")
        words = {
            "identity": _("{where}“{near}”后面像是身份证号或账号。"),
            "phone": _("{where}“{near}”后面有一个电话，不是本单位公布的。"),
            "name": _("{where}有“{near}”，和登记过的人同名。是他本人，就问过他愿不愿意，或者换个说法。"),
        }[self.kind]
        return words.format(where=where, near=self.near)


def findings(title: str, text: str, *, phones: Collection[str] = (), names: Collection[str] = ()) -> list[Finding]:
    """All of them in the order of the text; the title counts as paragraph 0."""
    own = {figures(phone) for phone in phones}
    parts = [title, *(part for part in re.split(r"\n+", text.replace("\r\n", "\n")) if part.strip())]
    found: list[Finding] = []
    for number, part in enumerate(parts):
        plain = part.translate(NARROW)
        found += _numbers(plain, number, own)
        found += [Finding("name", number, name) for name in sorted(set(names)) if len(name) > 1 and name in plain]
    return found


def _numbers(part: str, number: int, own: set[str]) -> Iterator[Finding]:
    for match in CANDIDATE.finditer(part):
        kind = _kind(match[0], before=part[: match.start()])
        if kind and figures(match[0]) not in own:
            yield Finding(kind, number, _near(part[: match.start()]))


def _near(before: str) -> str:
    """The last words before it, without figures: those may be another number of somebody."""
    return re.split(r"[\d+]", before)[-1].strip()[-AROUND:].strip() or "…"


def _kind(typed: str, *, before: str) -> str:
    bare = figures(typed)
    if MOBILE.fullmatch(bare) or LANDLINE.fullmatch(bare):
        return "phone"
    if _is_identity(bare) or (len(bare) >= 15 and "-" not in typed):
        return "identity"
    if len(bare) in {7, 8} and ASKS_FOR_CALL.search(before):
        return "phone"
    return ""


def _is_identity(bare: str) -> bool:
    """Eighteen (or, on old cards, fifteen) with a birthday in the middle."""
    born = bare[6:14] if len(bare) == 18 else f"19{bare[6:12]}" if len(bare) == 15 else ""
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:8]))
    except ValueError:
        return False
    return True


def figures(typed: str) -> str:
    """A number as it is compared: its figures alone.

    >>> figures("0798-621 2345")
    '07986212345'
    """
    return "".join(letter for letter in typed.translate(NARROW) if letter.isdigit() or letter in "Xx")
