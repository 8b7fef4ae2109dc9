"""Every form that changes something carries a key, so that a double click or a retry on a bad line changes it once."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from sanxin.kernel.http.once import is_once
from sanxin.kernel.http.policy import Policy

ALLAUTH = "allauth."
"""Its views hold passwords and codes, of which nothing is kept; each is used up or a second one changes nothing."""
WRITE_NOTHING = {
    "ledger:picked",
    "surveys:preview",
    "surveys:preview_edition",
    "surveys:draw_question",
    "surveys:import_xlsform",
    "research:suggest",
}
"""They show what was typed, or lead on; their room may say so with `@keyless`."""
OWN_TOKEN = {"asking:page", "asking:enter", "asking:end"}
"""Strangers' pages: a token drawn with the form makes each sending happen once, without a cookie."""


def posting() -> dict[str, Callable[..., Any]]:
    """The view of every route that takes a POST, by the route's name."""
    views = dict(walk(get_resolver().url_patterns, ""))
    return {name: view for name, view in views.items() if (rule := rule_of(view)) and "POST" in rule.methods}


def reason_of(view: Callable[..., Any]) -> str:
    return getattr(view, "keyless", "")


def rule_of(view: Callable[..., Any]) -> Policy | None:
    return getattr(view, "policy", None)


def ours() -> dict[str, Callable[..., Any]]:
    return {name: view for name, view in posting().items() if not view.__module__.startswith(ALLAUTH)}


def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> list[tuple[str, Callable[..., Any]]]:
    found: list[tuple[str, Callable[..., Any]]] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += walk(pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            found.append((f"{namespace}{pattern.name or ''}", pattern.callback))
    return found


def test_every_view_that_takes_a_post_is_guarded_or_says_why_not() -> None:
    bare = {name for name, view in ours().items() if not is_once(view) and not reason_of(view)}

    assert bare - WRITE_NOTHING - OWN_TOKEN == set()


def test_no_view_is_guarded_and_says_why_not() -> None:
    assert [name for name, view in ours().items() if is_once(view) and reason_of(view)] == []


def test_the_reasons_of_our_own_views() -> None:
    told = {
        name: reason_of(view) for name, view in ours().items() if name.startswith(("account_", "people:", "kernel:"))
    }

    assert {name for name, reason in told.items() if reason} == {
        "account_login",
        "people:preferences",
        "people:enter",
        "people:accept_invitation",
    }


def test_the_walk_sees_the_views() -> None:
    assert len(ours()) > 60
    assert is_once(posting()["people:invite"])
