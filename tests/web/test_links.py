"""What a page offers can be opened: no link leads anybody to a refusal or to nothing."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, linkage_of, measure_of

ClientOf = Callable[[Person], Client]
ONE_OF_A_KIND = 1
"""Pages of one address pattern are alike: so many are opened."""


@pytest.mark.parametrize("who", ["officer", "head", "leader", "handler", "liaison", "administrator", "auditor"])
def test_no_link_leads_to_a_refusal(cast: Cast, client_of: ClientOf, who: str) -> None:
    item = accepted(cast)
    measure_of(item, cast)
    linkage_of(item, cast)

    walked = walk(client_of(getattr(cast, who)))

    assert len(walked) > 5
    assert {path: status for path, status in walked.items() if status not in {200, 302}} == {}


def walk(client: Client) -> dict[str, int]:
    """From the first page along all links, one page of each address pattern: path and status."""
    waiting, walked, opened = ["/"], dict[str, int](), dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        route = route_of(path)
        if path in walked or opened.get(route, 0) >= ONE_OF_A_KIND:
            continue
        opened[route] = opened.get(route, 0) + 1
        answer = client.get(path)
        walked[path] = answer.status_code
        waiting += (
            [answer["Location"]] if answer.status_code == 302 else links_of(b"".join(answer).decode(errors="replace"))
        )
    return walked


def links_of(page: str) -> list[str]:
    found = re.findall(r'<a\b[^>]*\bhref="(/[^"#]*)', page)
    return [unescape(link) for link in found if not link.startswith("/static/")]


def route_of(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).route
    except Resolver404:
        return path
