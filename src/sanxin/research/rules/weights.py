"""What weights of heat may be."""

from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

HIGHEST = 50
SHORTEST_LIFE, LONGEST_LIFE = 7, 3650


@dataclass(frozen=True)
class Weights:
    """One number a part: people and likes per doubling, the others at most."""

    people: float
    spread: float
    recency: float
    persistence: float
    likes: float
    half_life_days: float


PARTS = ("people", "spread", "recency", "persistence", "likes")


def check(weights: Weights) -> None:
    """People always count, nothing counts without measure, and today counts for more than long ago."""
    for part in PARTS:
        if not 0 <= getattr(weights, part) <= HIGHEST:
            words = _("权重填 0 到 {most} 之间的数。").format(most=HIGHEST)
            raise Refused("research.weights.range", words, field=part)
    if weights.people <= 0:
        raise Refused("research.weights.people", _("人数不能不算：热度先看多少人说。"), field="people")
    if not SHORTEST_LIFE <= weights.half_life_days <= LONGEST_LIFE:
        words = _("减半的天数填 {least} 到 {most}。").format(least=SHORTEST_LIFE, most=LONGEST_LIFE)
        raise Refused("research.weights.life", words, field="half_life_days")


def check_different(weights: Weights, present: Weights) -> None:
    if weights == present:
        raise Refused("research.weights.same", _("和现在用的一样，没有要改的。"))


def check_reason(reason: str) -> str:
    plain = " ".join(reason.split())
    if not plain:
        raise Refused("research.weights.no_reason", _("写一句为什么改，以后比排名时要用。"), field="reason")
    return plain


def names() -> list[str]:
    return [one.name for one in fields(Weights)]
