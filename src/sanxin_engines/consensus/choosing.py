"""Which statements to show: common ground, what divides, and what is typical of a group."""

from __future__ import annotations

from sanxin_engines.consensus.conversation import Conversation, InGroup, Statement

CERTAIN = 1.2815515655446004
"""z of a one-sided test at 90 %."""
LEAST = 5
"""A statement fewer people answered in a group is not said of that group."""


def common_ground(conversation: Conversation, *, most: int = 5) -> list[tuple[Statement, str]]:
    """Statements all groups agree to ("agree") or reject ("disagree"), the clearest first: over half in every group."""
    found = []
    for one in conversation.statements:
        for way, value in (("agree", one.jeffreys), ("disagree", one.jeffreys_disagree)):
            if value is not None and all(_over_half(part, way) for part in one.by_group):
                found.append((value, one, way))
    found.sort(key=lambda entry: (-entry[0], entry[1].id))
    return [(one, way) for _, one, way in found[:most]]


def dividing(conversation: Conversation, *, most: int = 5) -> list[Statement]:
    """Statements the groups answer most differently; each group answered enough, and the difference is no accident."""
    found = [one for one in conversation.statements if conversation.k > 1 and _divides(one)]
    return sorted(found, key=lambda one: (-(one.divisive or 0.0), one.id))[:most]


def typical(conversation: Conversation, group: int, *, most: int = 5) -> list[tuple[Statement, str]]:
    """What sets a group apart, by R · z_R · P · z as polismath ranks it; only where both tests are certain."""
    found = []
    for one in conversation.statements:
        part = one.by_group[group]
        way, p, z, r, z_r = max(_ways(part), key=lambda entry: entry[4])
        if part.n >= LEAST and z > CERTAIN and z_r > CERTAIN:
            found.append((r * z_r * p * z, one, way))
    found.sort(key=lambda entry: (-entry[0], entry[1].id))
    return [(one, way) for _, one, way in found[:most]]


def _ways(part: InGroup) -> list[tuple[str, float, float, float, float]]:
    return [
        ("agree", part.P, part.z, part.R, part.z_R),
        ("disagree", part.P_disagree, part.z_disagree, part.R_disagree, part.z_R_disagree),
    ]


def _over_half(part: InGroup, way: str) -> bool:
    said = part.agree if way == "agree" else part.disagree
    return part.n >= LEAST and said * 2 > part.n


def _divides(one: Statement) -> bool:
    enough = all(part.n >= LEAST for part in one.by_group)
    return enough and max(abs(part.z_R) for part in one.by_group) > CERTAIN
