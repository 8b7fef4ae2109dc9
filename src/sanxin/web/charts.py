"""Figures as SVG geometry: numbers in, coordinates out. No Django, so that every line can be tested by hand."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 520.0, 200.0
LEFT, RIGHT, TOP, BOTTOM = 34.0, 516.0, 20.0, 168.0
LETTER, PHONE_LETTER = 7, 9.5
"""Width of half a Chinese character, where letters have 12 and where they have 16."""
BAR_GAP = 2.0
MAX_BAR = 28.0


@dataclass(frozen=True)
class Series:
    name: str
    values: Sequence[float]


@dataclass(frozen=True)
class Tick:
    label: str
    y: float


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    series: int
    value: float

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    wide: bool = False
    """Left out on a phone."""


@dataclass(frozen=True)
class Line:
    points: str
    end_x: float
    end_y: float
    value: float


@dataclass(frozen=True)
class Mark:
    """A number written into the figure."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Chart:
    ticks: list[Tick]
    labels: list[Label]
    bars: list[Bar]
    lines: list[Line]

    @property
    def last_values(self) -> list[Mark]:
        """Only the newest values are written out: the rest is read from the table."""
        latest = {bar.series: bar for bar in self.bars}.values()
        marks = [Mark(plain(bar.value), bar.middle, round(bar.y - 6, 1), "middle") for bar in latest]
        upper = min((line.end_y for line in self.lines), default=0)
        for line in self.lines:  # above the upper line, under the lower one: two ends may lie close together
            shift = -8 if line.end_y == upper else 18
            marks.append(Mark(plain(line.value), line.end_x, round(line.end_y + shift, 1), "middle"))
        return marks


def bar_chart(labels: Sequence[str], series: Sequence[Series]) -> Chart:
    """Groups of bars side by side. Two series at most: a third reads better as a table."""
    top = ceiling(series)
    slot = (RIGHT - LEFT) / max(len(labels), 1)
    width = min((slot * 0.6 - BAR_GAP * (len(series) - 1)) / max(len(series), 1), MAX_BAR)
    group = width * len(series) + BAR_GAP * (len(series) - 1)
    bars = []
    for place in range(len(labels)):
        start = LEFT + slot * (place + 0.5) - group / 2
        for order, one in enumerate(series):
            y = height_of(one.values[place], top)
            x = round(start + order * (width + BAR_GAP), 1)
            bars.append(Bar(x, y, round(width, 1), round(BOTTOM - y, 1), order + 1, one.values[place]))
    return Chart(ticks(top), label_row(labels, slot, slot / 2), bars, [])


def line_chart(labels: Sequence[str], series: Sequence[Series]) -> Chart:
    top = ceiling(series)
    slot = (RIGHT - LEFT) / max(len(labels), 1)
    lines = []
    for one in series:
        points = [(round(LEFT + slot * (i + 0.5), 1), height_of(v, top)) for i, v in enumerate(one.values)]
        text = " ".join(f"{x},{y}" for x, y in points)
        end_x, end_y = points[-1] if points else (LEFT, BOTTOM)
        lines.append(Line(text, end_x, end_y, one.values[-1] if one.values else 0))
    return Chart(ticks(top), label_row(labels, slot, slot / 2), [], lines)


def spark(values: Sequence[float], *, width: float = 84, height: float = 22, pad: float = 2) -> Line:
    """A small line without axes, from zero to its own highest value; the last point is marked."""
    if not values:
        return Line("", pad, height - pad, 0)
    top = max(max(values), 1)
    step = (width - 2 * pad) / max(len(values) - 1, 1)
    points = [
        (round(pad + i * step, 1), round(height - pad - v / top * (height - 2 * pad), 1)) for i, v in enumerate(values)
    ]
    text = " ".join(f"{x},{y}" for x, y in points)
    return Line(text, points[-1][0], points[-1][1], values[-1])


def percent(part: float, whole: float = 100) -> float:
    """How much of a bar is filled, never outside it."""
    return 0.0 if whole <= 0 else round(min(max(part / whole, 0), 1) * 100, 1)


def ceiling(series: Sequence[Series]) -> float:
    """The lowest round number (1, 2, 5 and their tens) at or above every value."""
    highest = max((v for one in series for v in one.values), default=0)
    if highest <= 0:
        return 1.0
    unit = 10 ** math.floor(math.log10(highest))
    return float(next(unit * step for step in (1, 2, 3, 4, 5, 6, 8, 10) if unit * step >= highest))


def ticks(top: float) -> list[Tick]:
    return [Tick(plain(top * part), height_of(top * part, top)) for part in (0, 0.5, 1)]


def height_of(value: float, top: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * max(value, 0) / top, 1)


def label_row(labels: Sequence[str], slot: float, offset: float) -> list[Label]:
    """Words under the axis; every second or third is left out where they would run into each other.

    On a phone letters are larger beside the drawing: there more are left out.
    """
    every = max(1, math.ceil(longest(labels) * LETTER / slot)) if labels else 1
    on_phone = every * max(1, math.ceil(longest(labels) * PHONE_LETTER / slot / every)) if labels else 1
    row = []
    for i, text in enumerate(labels):
        from_end = len(labels) - 1 - i
        shown = text if from_end % every == 0 else ""
        row.append(Label(shown, round(LEFT + slot * i + offset, 1), wide=bool(shown) and from_end % on_phone > 0))
    return row


def longest(labels: Sequence[str]) -> int:
    """Widest label in half-width letters: a Chinese character counts for two."""
    return max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in text) for text in labels)


def plain(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
