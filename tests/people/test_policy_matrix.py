"""Role × route × method: every view says who may call it, docs/policy.csv says the same, and the answers agree."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sanxin.kernel.roles import ALL, Role
from sanxin.people.management.commands.policy import written
from sanxin.people.models import Person
from sanxin.people.queries.routes import EVERYBODY, SIGNED_IN, Route, routes
from tests.cast import Cast

DOCS = Path(__file__).parents[2] / "docs"
WRITTEN, MANUAL = DOCS / "policy.csv", DOCS / "manual"
HOLDERS = {
    Role.OFFICER: "officer",
    Role.SECTION_HEAD: "head",
    Role.LEADER: "leader",
    Role.HANDLER: "handler",
    Role.LIAISON: "liaison",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "auditor",
}

WITHOUT_SECOND_FACTOR = {"mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_deactivate_totp"}

WITHOUT_TICKS = {"ledger:picked_join", "ledger:picked_print"}
"""Pages about rows ticked in a list; nothing was."""


def may(route: Route, role: Role) -> bool:
    return route.roles in {EVERYBODY, SIGNED_IN} or role in route.roles.split()


def expected(route: Route) -> set[int]:
    """A page, or the way to another; what is not there yet is a 404 for everybody."""
    if route.name == "help" and not any(MANUAL.glob("*.md")):
        return {404}
    return {404} if route.name in WITHOUT_SECOND_FACTOR | WITHOUT_TICKS else {200, 302}


def readable() -> list[Route]:
    return [route for route in routes() if not route.has_parameters and "GET" in route.methods]


def test_every_view_has_a_policy() -> None:
    assert [route.path for route in routes() if not route.roles] == []


def test_the_written_policy_is_what_the_routes_say() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == written(), "run `sanxin policy --write` and review the difference"


def test_nobody_has_two_routes_of_one_name() -> None:
    names = [route.name for route in routes()]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@pytest.mark.parametrize("role", sorted(ALL))
def test_each_role_gets_what_the_policy_says(
    cast: Cast, client_of: Callable[[Person], Client], role: Role, settings: Any
) -> None:
    settings.RATE_LIMITS = ["export=0/60"]  # nobody takes every list along within minutes; here one does
    wrong = []
    for route in readable():
        client = client_of(getattr(cast, HOLDERS[role]))  # anew: some pages end the session
        answer = client.get(route.path)
        b"".join(answer)  # a file is closed by its reader
        if answer.status_code not in (expected(route) if may(route, role) else {403}):
            wrong.append((route.path, answer.status_code))

    assert not wrong, wrong


def test_who_is_not_signed_in_is_asked_to(cast: Cast, client: Client) -> None:
    wrong = []
    for route in readable():
        answer = client.get(route.path)
        asked = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        if asked is not (route.roles != EVERYBODY) and not (route.roles == EVERYBODY and answer.status_code < 400):
            wrong.append((route.path, answer.status_code))

    assert not wrong, wrong


def test_a_method_nobody_foresaw_is_refused(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    client = client_of(cast.officer)

    wrong = [
        (route.path, method, status)
        for route in routes()
        if not route.has_parameters
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if method not in route.methods.split()
        if (status := client.generic(method, route.path).status_code) != 405
    ]

    assert not wrong, wrong


def test_an_administrator_reads_no_voices_and_no_trail_and_an_auditor_only_the_trail() -> None:
    hearts = ("/service/", "/research/", "/ledger/")
    open_to = {
        role: [route.path for route in routes() if role in route.roles.split()]
        for role in (Role.ADMINISTRATOR, Role.AUDITOR)
    }

    assert not [path for path in open_to[Role.ADMINISTRATOR] if path.startswith((*hearts, "/people/trail/"))]
    assert set(open_to[Role.AUDITOR]) == {
        "/people/trail/",
        "/people/trail/export/",
        "/people/trail/verify/",
    }
