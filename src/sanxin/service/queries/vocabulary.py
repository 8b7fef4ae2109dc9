"""What an office's list of words holds, as adding to it needs to know. Ask while the office is held."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet


@dataclass(frozen=True)
class Held:
    in_use: frozenset[str]
    retired: frozenset[str]
    last: int
    """The place of the word added last; 0: none yet."""


def held_in(words: QuerySet[Any]) -> Held:
    """Of `words` with `name`, `order` and a `retirement`; three queries."""
    names = words.order_by().values_list("name", flat=True)
    return Held(
        in_use=frozenset(names.filter(retirement=None)),
        retired=frozenset(names.exclude(retirement=None)),
        last=words.aggregate(last=Max("order"))["last"] or 0,
    )
