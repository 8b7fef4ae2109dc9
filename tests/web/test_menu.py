"""The menu shows where one is, in the reader's language, for each role."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation

from sanxin.people.models import Person
from sanxin.web.menu import Entry, shell
from tests.cast import Cast


def menu_at(path: str, person: Person) -> list[Entry]:
    request: HttpRequest = RequestFactory().get(path)
    request.user, request.session = person.user, {}  # type: ignore[assignment]
    menu: list[Entry] = shell(request)["menu"]
    return menu


def here(path: str, person: Person) -> list[str]:
    """What is marked, from the outside in."""
    tops = [top for top in menu_at(path, person) if top.current]
    return [entry.label for top in tops for entry in (top, *(child for child in top.children if child.current))]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", ["今日"]),
        ("/ledger/", ["台账"]),
        ("/ledger/new/", ["台账"]),
        ("/research/", ["调查研究", "问题台"]),
        ("/research/cruxes/", ["调查研究", "症结"]),
        ("/research/causes/roots/", ["调查研究", "症结"]),
        ("/service/questions/", ["服务群众", "提问和答复"]),
        ("/service/replies/0/", ["服务群众", "欠人家的回话"]),
        ("/service/helps/0/file/", ["服务群众", "困难党员"]),
        ("/ledger/linkages/", ["服务群众", "请部门办的"]),
        ("/help/", []),
    ],
)
def test_the_menu_shows_where_one_is(cast: Cast, path: str, marked: list[str]) -> None:
    assert here(path, cast.officer) == marked


def test_a_mark_does_not_stay_for_the_next_page(cast: Cast) -> None:
    assert here("/research/cruxes/", cast.officer) == ["调查研究", "症结"]

    assert here("/help/", cast.officer) == []


def test_each_role_and_language_has_its_own(cast: Cast) -> None:
    chinese = [entry.label for entry in menu_at("/", cast.officer)]
    with translation.override("en"):
        english = [entry.label for entry in menu_at("/", cast.officer)]

    assert ("台账" in chinese, "Ledger" in english, "台账" in english) == (True, True, False)
    assert "操作记录" in [entry.label for entry in menu_at("/", cast.auditor)]
    assert "操作记录" not in chinese
