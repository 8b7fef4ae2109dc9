"""Keep the search index in step with names of units and people, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime

from sanxin.people.models import Person, Unit


def put_units(units: Iterable[Unit], *, at: datetime) -> None:
    pass


def drop_units(units: Iterable[Unit]) -> None:
    pass


def put_persons(persons: Iterable[Person], *, at: datetime) -> None:
    pass


def drop_persons(persons: Iterable[Person]) -> None:
    pass
