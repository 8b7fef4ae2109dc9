"""What rooms upstairs know of an item: who spoke of it, which problem it came from. They register at the start."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sanxin.ledger.models import Item
from sanxin.people.models import Person


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


@dataclass(frozen=True)
class Behind:
    facts: list[Fact] = field(default_factory=list)
    voices: int = 0
    """Whoever spoke them is told how the item ended."""


Provider = Callable[[Item, Person], Behind]

_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """One small query for each; it shows a person nothing that person may not open elsewhere."""
    _providers.append(provider)


def behind(item: Item, person: Person) -> Behind:
    """All that is known, in the order of registration."""
    known = [provider(item, person) for provider in _providers]
    return Behind([fact for one in known for fact in one.facts], sum(one.voices for one in known))
