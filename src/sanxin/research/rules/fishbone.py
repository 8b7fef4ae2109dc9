"""A tree of causes as a fishbone: where each line and word stands. Plain values in, coordinates out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

COLUMN, HEAD, EDGE, RIB = 270.0, 190.0, 24.0, 196.0
ROW, LABEL, SLANT = 22.0, 40.0, 0.5
LETTERS, HEAD_LETTERS, HEAD_LINES = 13, 11, 4


@dataclass(frozen=True)
class Twig:
    """A cause as the drawing sees it."""

    text: str
    root: bool = False
    proven: bool = False
    """Some evidence hangs on it."""
    children: Sequence[Twig] = ()


@dataclass(frozen=True)
class Word:
    text: str
    x: float
    y: float
    anchor: str = "start"
    root: bool = False
    proven: bool = True
    full: str = ""


@dataclass(frozen=True)
class Stroke:
    x1: float
    y1: float
    x2: float
    y2: float
    proven: bool = True


@dataclass(frozen=True)
class Fishbone:
    width: float
    height: float
    spine: Stroke
    head: tuple[float, float, float, float]
    """x, y, width, height of the box of the problem."""
    head_words: list[Word]
    bones: list[Stroke] = field(default_factory=list)
    ribs: list[Stroke] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


def draw(title: str, bones: Sequence[Twig]) -> Fishbone:
    """Bones in pairs above and below the spine, what hangs on each written along it, the problem at the head.

    >>> draw("停运", [Twig("亏损")]).bones[0].x2 > 0
    True
    """
    columns = max(math.ceil(len(bones) / 2), 1)
    above = max((_length(bone) for bone in bones[0::2]), default=0.0)
    below = max((_length(bone) for bone in bones[1::2]), default=0.0)
    spine_y = above + LABEL + EDGE if bones else 60.0
    left, right = EDGE, EDGE + columns * COLUMN
    height = max(spine_y + below + LABEL + EDGE, spine_y + 60.0)
    lines = _wrapped(title, HEAD_LETTERS, HEAD_LINES)
    top = spine_y - 10.0 * len(lines) - 8
    drawn = Fishbone(
        width=right + HEAD,
        height=height,
        spine=Stroke(left, spine_y, right + 4, spine_y),
        head=(right + 4, top, HEAD - 12, 20.0 * len(lines) + 16),
        head_words=[
            Word(line, right + HEAD / 2 - 2, round(top + 23 + 20 * place, 1), "middle")
            for place, line in enumerate(lines)
        ],
    )
    for place, bone in enumerate(bones):
        _draw_bone(drawn, bone, right - (place // 2) * COLUMN - 10, spine_y, up=place % 2 == 0)
    return drawn


def _draw_bone(drawn: Fishbone, bone: Twig, foot: float, spine_y: float, *, up: bool) -> None:
    length, way = _length(bone), -1 if up else 1
    tip_x, tip_y = foot - SLANT * length, spine_y + way * length
    drawn.bones.append(Stroke(round(tip_x, 1), round(tip_y, 1), foot, spine_y, bone.proven))
    label_y = tip_y - 8 if up else tip_y + 18
    drawn.words.append(_word(bone, tip_x, label_y, "middle"))
    for number, (depth, twig) in enumerate(_below(bone), start=1):
        y = spine_y + way * ROW * number
        x = foot - SLANT * ROW * number
        start = x - RIB + 12 * (depth - 1)
        drawn.ribs.append(Stroke(round(start, 1), round(y, 1), round(x, 1), round(y, 1), twig.proven))
        drawn.words.append(_word(twig, start + 2, y - 4, "start"))


def _below(bone: Twig, depth: int = 1) -> list[tuple[int, Twig]]:
    """What hangs on it, in the order of reading, with how deep."""
    rows: list[tuple[int, Twig]] = []
    for twig in bone.children:
        rows.append((min(depth, 4), twig))
        rows.extend(_below(twig, depth + 1))
    return rows


def _length(bone: Twig) -> float:
    return ROW * (len(_below(bone)) + 1.5)


def _word(twig: Twig, x: float, y: float, anchor: str) -> Word:
    text = twig.text if len(twig.text) <= LETTERS else f"{twig.text[:LETTERS]}…"
    return Word(text, round(x, 1), round(y, 1), anchor, twig.root, twig.proven, twig.text)


def _wrapped(text: str, letters: int, most: int) -> list[str]:
    """
    >>> _wrapped("一二三四五", 2, 2)
    ['一二', '三四…']
    """
    lines = [text[start : start + letters] for start in range(0, len(text), letters)] or [""]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]
