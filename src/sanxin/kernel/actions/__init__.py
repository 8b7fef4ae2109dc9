"""Every user-visible verb is one function wrapped by `action`: permission, rule, write, event, one transaction.

    @action
    def strike_off(item: Item, *, by: Person, seen: int, at: datetime) -> Item: ...

It returns the changed object or raises `Refused`. Nothing is half-written.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from sanxin.kernel import locks

P = ParamSpec("P")
R = TypeVar("R")


def action(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a verb in one transaction (a nested verb joins its caller's)."""

    @wraps(verb)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if locks.are_off():
            return verb(*args, **kwargs)
        with transaction.atomic():
            return verb(*args, **kwargs)

    return wrapped
