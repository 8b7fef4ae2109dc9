"""Every view says who may call it and how; the gate refuses a view that does not.

    @policy(DESK, "GET", "POST")
    def new_voice(request: StaffRequest) -> HttpResponse: ...

HEAD goes wherever GET goes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sanxin.kernel.roles import Role

V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True)
class Policy:
    """Who may call a view, and with which methods. `roles` empty: everybody, signed in or not."""

    roles: frozenset[Role]
    methods: frozenset[str]
    signed_in: bool = True


def policy(roles: frozenset[Role], *methods: str) -> Callable[[V], V]:
    """Only signed-in people who hold one of these roles today."""
    return _stamp(Policy(roles, _with_head(methods or ("GET",))))


def open_to_all(*methods: str) -> Callable[[V], V]:
    """Anybody, signed in or not."""
    return _stamp(Policy(frozenset(), _with_head(methods or ("GET",)), signed_in=False))


def _stamp(rule: Policy) -> Callable[[V], V]:
    def decorate(view: V) -> V:
        view.policy = rule  # type: ignore[attr-defined]
        return view

    return decorate


def _with_head(methods: tuple[str, ...]) -> frozenset[str]:
    return frozenset(methods) | ({"HEAD"} if "GET" in methods else frozenset())
