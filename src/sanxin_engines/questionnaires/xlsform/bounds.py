"""Bounds of a number, as XLSForm's `constraint` says them: `. >= 0 and . <= 100`."""

from __future__ import annotations

from sanxin_engines.questionnaires.expressions import parse
from sanxin_engines.questionnaires.nodes import Both, Compared, Node, Number, Own, Sign
from sanxin_engines.questionnaires.tokens import BadExpression
from sanxin_engines.questionnaires.values import figure

Bounds = tuple[float | None, float | None]

_TURNED = {
    Sign.LESS: Sign.MORE,
    Sign.MORE: Sign.LESS,
    Sign.AT_MOST: Sign.AT_LEAST,
    Sign.AT_LEAST: Sign.AT_MOST,
}


def bounds_of(constraint: str, *, whole: bool) -> Bounds | None:
    """Low and high; None where the constraint says anything else."""
    if not constraint.strip():
        return None, None
    try:
        node = parse(constraint)
    except BadExpression:
        return None
    low: float | None = None
    high: float | None = None
    for part in node.parts if isinstance(node, Both) else (node,):
        found = _bound(part, whole=whole)
        if found is None:
            return None
        is_low, number = found
        if is_low:
            low = number if low is None else max(low, number)
        else:
            high = number if high is None else min(high, number)
    return low, high


def as_constraint(low: float | None, high: float | None) -> str:
    """`. >= 0 and . <= 100`; nothing without bounds."""
    parts = [f". >= {figure(low)}"] if low is not None else []
    parts += [f". <= {figure(high)}"] if high is not None else []
    return " and ".join(parts)


def _bound(part: Node, *, whole: bool) -> tuple[bool, float] | None:
    """(is it the lower one, the bound); whole numbers know `. > 0` as `. >= 1`."""
    match part:
        case Compared(sign, Own(), Number(number)) if sign in _TURNED:
            pass
        case Compared(turned, Number(number), Own()) if turned in _TURNED:
            sign = _TURNED[turned]
        case _:
            return None
    if sign in {Sign.AT_LEAST, Sign.AT_MOST}:
        return sign is Sign.AT_LEAST, number
    if not whole or number % 1:
        return None
    return (True, number + 1) if sign is Sign.MORE else (False, number - 1)
