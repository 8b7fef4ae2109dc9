"""Groups as areas on a plane: ellipses around people, never a point of one. Plain values only."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 640.0, 360.0, 26.0
REACH = 1.5
"""How many standard deviations an area reaches."""
LEAST_SIZE = 24.0
"""Half an axis on the picture, so that the name fits in."""

Area = tuple[float, float, float, float, float]
"""x, y, along, across, angle."""


def area_of(points: Sequence[Sequence[float]]) -> Area:
    """Middle, spread and direction of some people; the caller sees to it that there are at least five."""
    n = len(points)
    x, y = sum(one[0] for one in points) / n, sum(one[1] for one in points) / n
    xx = sum((one[0] - x) ** 2 for one in points) / n
    yy = sum((one[1] - y) ** 2 for one in points) / n
    xy = sum((one[0] - x) * (one[1] - y) for one in points) / n
    middle, wide = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    along, across = math.sqrt(max(middle + wide, 0)), math.sqrt(max(middle - wide, 0))
    return tuple(round(value, 3) for value in (x, y, along, across, angle))  # type: ignore[return-value]


def areas_by_group(labels: Mapping[str, int], points: Sequence[Sequence[float]]) -> list[Area]:
    """`points` in the order of `labels`; an area for each group 0…"""
    members: dict[int, list[Sequence[float]]] = {}
    for label, point in zip(labels.values(), points, strict=True):
        members.setdefault(label, []).append(point)
    return [area_of(members[one]) for one in sorted(members)]


@dataclass(frozen=True)
class Drawn:
    """An ellipse in the picture's own measure; the angle in degrees."""

    x: float
    y: float
    rx: float
    ry: float
    turn: float


def drawn(areas: Sequence[Sequence[float]]) -> list[Drawn]:
    """The areas, all in the picture, both directions at one scale."""
    if not areas:
        return []
    boxes = [_box(area) for area in areas]
    left, right = min(box[0] for box in boxes), max(box[1] for box in boxes)
    low, high = min(box[2] for box in boxes), max(box[3] for box in boxes)
    scale = min((WIDTH - 2 * MARGIN) / max(right - left, 1e-9), (HEIGHT - 2 * MARGIN) / max(high - low, 1e-9), 400.0)
    dx = (WIDTH - (right + left) * scale) / 2
    dy = (HEIGHT + (high + low) * scale) / 2
    return [
        Drawn(
            x=round(x * scale + dx, 1),
            y=round(dy - y * scale, 1),
            rx=round(max(along * REACH * scale, LEAST_SIZE), 1),
            ry=round(max(across * REACH * scale, LEAST_SIZE), 1),
            turn=round(-math.degrees(angle), 1),
        )
        for x, y, along, across, angle in areas
    ]


def _box(area: Sequence[float]) -> tuple[float, float, float, float]:
    """What it takes on both axes: left, right, low, high."""
    x, y, along, across, angle = area
    wide = REACH * math.hypot(along * math.cos(angle), across * math.sin(angle))
    tall = REACH * math.hypot(along * math.sin(angle), across * math.cos(angle))
    return x - wide, x + wide, y - tall, y + tall
