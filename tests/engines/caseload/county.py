"""An invented county: officers, villages and members scattered over a square."""

import random
from collections.abc import Iterable

from sanxin_engines.caseload import Instance, Member, Pair, Staff, Village


def county(
    staff: int = 12, villages: int = 18, members: int = 60, *, seed: int = 1, last_year: Iterable[Pair] = ()
) -> Instance:
    """About 50 km across; a tenth of the villages need somebody who knows the law, a third of the officers do."""
    chance = random.Random(seed)

    def place() -> tuple[float, float]:
        return 28.9 + chance.random() * 0.45, 117.1 + chance.random() * 0.5

    places = [
        Village(f"{360281100000 + i}", f"村{i}", *place(), needs=frozenset({"law"} if chance.random() < 0.1 else ()))
        for i in range(villages)
    ]
    people = tuple(
        Staff(
            f"s{i}",
            f"干部{i}",
            "组织二科",
            *place(),
            home_village=chance.choice(places).id,
            skills=frozenset({"law"} if i % 3 == 0 else ()),
        )
        for i in range(staff)
    )
    needy = []
    for i in range(members):
        home = chance.choice(places)
        assert home.lat is not None
        assert home.lon is not None
        needy.append(Member(f"m{i}", home.id, home.lat + 0.004, home.lon, difficulty=chance.choice((1, 1, 2, 3))))
    return Instance(people, tuple(places), tuple(needy), tuple(last_year))
