"""Invented counties of any size: officers and villages scattered evenly, members about their villages."""

import random

from sanxin_engines.caseload import Instance, Member, Staff, Village


def county(staff: int, *, seed: int = 1) -> Instance:
    """`staff` officers, half as many again villages, five members each; the square grows with the villages."""
    chance = random.Random(seed)
    villages, members = staff * 3 // 2, staff * 5
    side = 0.45 * (villages / 45) ** 0.5

    def place() -> tuple[float, float]:
        return 29 + chance.random() * side, 117 + chance.random() * side

    places = [
        Village(f"{360281000000 + i}", "", *place(), needs=frozenset({"law"} if chance.random() < 0.1 else ()))
        for i in range(villages)
    ]
    people = tuple(
        Staff(
            f"s{i}",
            "",
            "",
            *place(),
            home_village=chance.choice(places).id,
            skills=frozenset({"law"} if chance.random() < 0.3 else ()),
        )
        for i in range(staff)
    )
    needy = []
    for i in range(members):
        home = chance.choice(places)
        lat, lon = (home.lat or 0) + chance.gauss(0, 0.005), (home.lon or 0) + chance.gauss(0, 0.005)
        needy.append(Member(f"m{i}", home.id, lat, lon, difficulty=chance.choice((1, 1, 2, 3))))
    return Instance(people, tuple(places), tuple(needy))
