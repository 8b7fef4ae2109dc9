"""Which request is being served, so that the events of one request can be grouped."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from sanxin.kernel.ids import NIL

_current: ContextVar[UUID] = ContextVar("request_id", default=NIL)


def current_id() -> UUID:
    return _current.get()


@contextmanager
def under_id(request_id: UUID) -> Iterator[None]:
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
