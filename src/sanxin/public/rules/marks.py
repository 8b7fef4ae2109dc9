"""The text of a bulletin: marks that stand for figures, paragraphs, lists. Plain values only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

VILLAGES = "各村"
MARKS = (
    ("听到", "heard", _("听到多少条声音")),
    ("回话", "answered", _("给多少条声音回了话")),
    ("解决", "solved", _("多少条本人说解决了")),
    ("办好", "done", _("办好多少件事")),
)
"""What is typed between 【】, the figure, what it counts. Written in Chinese, as bulletins are."""
MARK = re.compile(r"(?P<before> ?)【(?P<name>[^】\n]{1,6})】(?P<after> ?)")
LIST_LINE = re.compile(r"^[-·•]\s*(?P<words>.+)$")


@dataclass(frozen=True)
class Block:
    """One part of the page: `kind` is paragraph, list or villages (the table)."""

    kind: str
    lines: tuple[str, ...] = ()


def blocks_of(text: str, said: Mapping[str, str]) -> list[Block]:
    """`said`: each mark's name and what stands in its place; 【各村】 alone on a line becomes the table.

    >>> blocks_of("办好【办好】件。\\n\\n- 路灯\\n- 水管", {"办好": "3"})
    [Block(kind='paragraph', lines=('办好3件。',)), Block(kind='list', lines=('路灯', '水管'))]
    """
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        blocks += _blocks(part.split("\n"), said)
    return blocks


def _blocks(lines: list[str], said: Mapping[str, str]) -> list[Block]:
    """Lines that stand together; neighbours of one kind are one block."""
    found: list[Block] = []
    for line in filter(None, map(str.strip, lines)):
        kind, words = _kind(line)
        if found and found[-1].kind == kind and kind != "villages":
            found[-1] = Block(kind, (*found[-1].lines, filled(words, said)))
        else:
            found.append(Block(kind, (filled(words, said),) if words else ()))
    return found


def _kind(line: str) -> tuple[str, str]:
    if line == f"【{VILLAGES}】":
        return "villages", ""
    listed = LIST_LINE.match(line)
    return ("list", listed["words"]) if listed else ("paragraph", line)


def filled(words: str, said: Mapping[str, str]) -> str:
    """A mark nobody knows stays as it is typed. Spaces part figures from words; words need none before them.

    >>> filled("给 【回话】 件回了话", {"回话": "12"}), filled("给 【回话】 件回了话", {"回话": "少于 5"})
    ('给 12 件回了话', '给少于 5 件回了话')
    """

    def put(mark: re.Match[str]) -> str:
        value = said.get(mark["name"])
        if value is None:
            return mark[0]
        return f"{mark['before'] if value[:1].isdigit() else ''}{value}{mark['after']}"

    return MARK.sub(put, words)
