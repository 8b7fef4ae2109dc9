"""Refuse rows that contradict each other before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sanxin_engines.caseload.errors import WrongInstance
from sanxin_engines.caseload.instance import Instance, Member, Pair, Staff, Target, Village

MOST_NEEDS = 62
"""Kinds of need among villages, or among members: they are the bits of one number."""


def check(instance: Instance) -> None:
    """Raises `WrongInstance` naming the sheet and the id."""
    if not instance.staff:
        raise WrongInstance("干部表（staff）里一个人也没有。", "The sheet staff names nobody.")
    _unique("staff", (one.id for one in instance.staff))
    _unique("villages", (one.id for one in instance.villages))
    _unique("members", (one.id for one in instance.members))
    for one in instance.staff:
        _bounds(one)
    villages = {one.id for one in instance.villages}
    for member in instance.members:
        if member.village not in villages and (member.lat is None or member.lon is None):
            raise WrongInstance(
                f"members 表里“{member.id}”的村“{member.village}”不在 villages 表里，也没有坐标。",
                f"Sheet members: the village {member.village!r} of {member.id!r} is not in sheet villages, and there "
                "are no coordinates.",
            )
    _needs("villages", instance.villages)
    _needs("members", instance.members)
    _fixed(instance)


def _needs(sheet: str, targets: Iterable[Village | Member]) -> None:
    count = len(frozenset[str]().union(*(one.needs for one in targets)))
    if count > MOST_NEEDS:
        raise WrongInstance(
            f"{sheet} 表里的需要有 {count} 种，最多 {MOST_NEEDS} 种；写法不同的同一种请合并。",
            f"Sheet {sheet} tells {count} kinds of need; {MOST_NEEDS} is the most. Write the same need the same way.",
        )


def _unique(sheet: str, ids: Iterable[str]) -> None:
    twice = [one for one, count in Counter(ids).items() if count > 1]
    if twice:
        raise WrongInstance(
            f"{sheet} 表里编号“{twice[0]}”出现了两次。", f"Sheet {sheet}: the id {twice[0]!r} stands twice."
        )


def _bounds(one: Staff) -> None:
    for what, low, high in (
        ("villages", one.min_villages, one.max_villages),
        ("members", one.min_members, one.max_members),
    ):
        if low < 0 or high < low:
            raise WrongInstance(
                f"staff 表里“{one.id}”的 min_{what}（{low}）比 max_{what}（{high}）大，或小于 0。",
                f"Sheet staff: min_{what} ({low}) of {one.id!r} is above max_{what} ({high}), or below 0.",
            )


def _fixed(instance: Instance) -> None:
    """Two officers fixed for one target, or a pair both fixed and forbidden."""
    owner: dict[tuple[Target, str], str] = {}
    forbidden = set(instance.forbidden)
    people = {one.id for one in instance.staff}
    for pair in instance.fixed:
        if pair.staff not in people:
            raise _named("fixed", pair, "干部不在 staff 表里", "the officer is not in sheet staff")
        if pair in forbidden:
            raise _named("fixed", pair, "同时也在 forbidden 表里", "it is forbidden as well")
        if owner.setdefault((pair.kind, pair.target), pair.staff) != pair.staff:
            raise _named("fixed", pair, "已经定给了另一位干部", "it is fixed for another officer already")


def _named(sheet: str, pair: Pair, chinese: str, english: str) -> WrongInstance:
    return WrongInstance(
        f"{sheet} 表里“{pair.staff} – {pair.target}”：{chinese}。",
        f"Sheet {sheet}, {pair.staff!r} – {pair.target!r}: {english}.",
    )
