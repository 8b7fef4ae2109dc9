"""An invented conversation: 40 people, 12 statements, two camps that agree on some things."""

import random

from sanxin_engines.consensus import Vote

CAMP_A = (1, 1, 1, 1, -1, -1, 1, -1, 1, 1, 0, -1)
CAMP_B = (1, 1, -1, -1, 1, 1, -1, 1, 1, 1, 0, 1)


def votes(people: int = 40, *, seed: int = 3, answered: float = 0.85) -> list[Vote]:
    """Even numbers stand in camp A, odd ones in camp B; one answer in ten is against the camp, some are not given."""
    chance = random.Random(seed)
    found: list[Vote] = []
    for person in range(people):
        for statement, usual in enumerate((CAMP_A, CAMP_B)[person % 2]):
            if chance.random() < answered:
                value = usual if chance.random() < 0.9 else chance.choice((-1, 0, 1))
                found.append(Vote(str(person), str(statement), value, at=float(len(found))))
    return found
