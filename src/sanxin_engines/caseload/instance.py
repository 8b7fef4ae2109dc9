"""Who can be given to whom: officers, villages, members, and what is settled already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Target(StrEnum):
    """What an officer keeps contact with."""

    VILLAGE = "village"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Staff:
    """An officer. `lat`, `lon` in degrees (None: unknown); bounds count villages and members."""

    id: str
    name: str = ""
    unit: str = ""
    lat: float | None = None
    lon: float | None = None
    home_village: str = ""
    skills: frozenset[str] = frozenset()
    min_villages: int = 1
    max_villages: int = 2
    min_members: int = 4
    max_members: int = 6


@dataclass(frozen=True, slots=True)
class Village:
    """`needs` are skills its contact must have, all of them."""

    id: str
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """A party member in difficulty. `difficulty` from 1 (light) upwards."""

    id: str
    village: str
    lat: float | None = None
    lon: float | None = None
    difficulty: float = 1.0
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """One officer and one village or member."""

    staff: str
    kind: Target
    target: str


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything the plan is made from. `last_year`, `fixed` and `forbidden` may name people who have left."""

    staff: tuple[Staff, ...]
    villages: tuple[Village, ...] = ()
    members: tuple[Member, ...] = ()
    last_year: tuple[Pair, ...] = ()
    fixed: tuple[Pair, ...] = ()
    forbidden: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """What is worth what, in kilometres of the way to go. Every price is visible and can be changed.

    road             metres on the road for a metre as the crow flies
    change_km        keeping last year's contact is worth this many kilometres
    own_village_km   a member who lives in one of the officer's own villages is worth this many kilometres
    balance_km       each village or member above the floor costs this much more than the one before
    hard_from        difficulty from which a member is a hard case
    hard_km          each further hard case of one officer costs this much more than the one before
    most_km          nobody is sent further as the crow flies (None: no limit)
    whole_pairs      up to this many pairs all are weighed at once; above, near ones first, others if prices say so
    exact_pairs      up to this many pairs the plan is proven best. Above, `gap` is close enough; and where more than
                     this many are near enough to be cheaper, the prices are compared with the nearest ones alone
    gap              a plan this close to the proven bound is close enough (share of the cost of distances)
    """

    road: float = 1.3
    change_km: float = 30.0
    own_village_km: float = 8.0
    balance_km: float = 0.5
    hard_from: float = 3.0
    hard_km: float = 6.0
    most_km: float | None = None
    whole_pairs: int = 250_000
    exact_pairs: int = 40_000_000
    gap: float = 0.0001
