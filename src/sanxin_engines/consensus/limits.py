"""How many it takes; apart from the engine, so that a page that only names the numbers need not load it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Below these nothing is said of groups: answers a person, people in all, people in a group."""

    answers: int = 7
    people: int = 15
    group: int = 5
