"""MISSION.md, second promise: no check-in, no points, no ranking, no list of who has not been out. Tested, not set."""

import re
from pathlib import Path

import pytest
from django.test import Client

from sanxin.people.queries.routes import routes
from tests.cast import Cast
from tests.fieldwork.visit_builders import LEAK, a_visit
from tests.service.member_builders import a_member
from tests.sync.phones import SignIn

ROOT = Path(__file__).parents[2] / "src" / "sanxin"
OURS = ("/fieldwork/visits/", "/fieldwork/month/", "/fieldwork/totals/", "/sync/")
READERS = ("officer", "head", "leader", "liaison")


def pages(client: Client, cast: Cast) -> dict[str, str]:
    """Every page and file of visits this person may open, as text."""
    paths = [route.path for route in routes() if route.path.startswith(OURS) and "GET" in route.methods.split()]
    paths = [path for path in paths if "<" not in path] + [f"/fieldwork/villages/{cast.village.pk}/"]
    paths += [f"{path}?format=csv" for path in paths if path.endswith("export/")]
    answers = {path: client.get(path) for path in paths}
    return {path: _text(answer) for path, answer in answers.items() if answer.status_code == 200}


def _text(answer: object) -> str:
    stream = getattr(answer, "streaming_content", None)
    return (b"".join(stream) if stream else answer.content).decode("utf-8", "replace")  # type: ignore[attr-defined]


@pytest.mark.parametrize("who", READERS)
def test_no_page_names_somebody_who_has_not_been_out(cast: Cast, client_of: SignIn, who: str) -> None:
    """何志明 keeps contact with a member, has been nowhere this month, and stands on no page of anybody's."""
    a_member(cast, contact=cast.colleague)
    a_visit(cast, LEAK)

    found = pages(client_of(getattr(cast, who)), cast)

    assert len(found) > 2
    assert [path for path, text in found.items() if "何志明" in text] == []


@pytest.mark.parametrize("who", READERS)
def test_no_page_counts_the_visits_of_a_person(cast: Cast, client_of: SignIn, who: str) -> None:
    """Seven visits of one and eleven of another: neither number stands anywhere beside a name."""
    for n in range(11):
        a_visit(cast, days_ago=n % 5)
    for n in range(7):
        a_visit(cast, by=cast.colleague, days_ago=n % 5)

    for path, text in pages(client_of(getattr(cast, who)), cast).items():
        plain = re.sub(r"<[^>]+>", " ", text)
        for name, count in (("程晓岚", 11), ("何志明", 7)):
            assert not re.search(rf"{name}\s*[（(：:]?\s*{count}\b(?!-)|\b(?<!-){count}\s*次?\s*{name}", plain), path


def test_nothing_asks_where_the_phone_is(cast: Cast) -> None:
    """No GPS: no script of ours asks for it, no table keeps it."""
    scripts = [path for app in ("fieldwork", "sync") for path in (ROOT / app).rglob("*.js")]

    assert len(scripts) >= 5
    assert not [path.name for path in scripts if "geolocation" in path.read_text()]
    models = [path for path in (ROOT / "fieldwork" / "models").glob("*.py") if "caseload" not in path.name]
    assert not [path.name for path in models if re.search(r"latitude|longitude|points|score|rank", path.read_text())]


def test_a_photograph_is_never_asked_for(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.officer).get("/fieldwork/visits/new/").content.decode()

    assert 'name="photos"' in page
    assert not re.search(r'name="photos"[^>]*required', page)
