"""The one place that asks what time it is, so that tests and the demo can say so themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present instant, aware."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The present day where the office is."""
    return timezone.localdate(now())


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Make `now()` return `at` inside the block."""
    token = _frozen.set(at)
    try:
        yield
    finally:
        _frozen.reset(token)
