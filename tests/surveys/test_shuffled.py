"""Questions in another order for everybody who answers by link; on paper as they are printed."""

import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.strangers import StrangerLimiter
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.surveys.models import Link, Questionnaire, Response
from sanxin.surveys.queries.paper_form import lines_of
from sanxin.surveys.queries.walk import Walk
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast
from tests.surveys.asking_builders import a_link, an_edition
from tests.surveys.builders import a_questionnaire

YES_NO = (Choice("yes", "是"), Choice("no", "否"))
NAMES = ("bus", "why", "road", "water", "power", "clinic", "school")
MIXED = Form(
    "村里的事",
    tuple(
        Question(name, Kind.SINGLE, f"{name}怎么样", choices=YES_NO, relevant="${bus} = 'no'" if name == "why" else "")
        for name in NAMES
    ),
    shuffled=True,
)


@pytest.fixture
def link(cast: Cast) -> Link:
    return a_link(cast, an_edition(cast, MIXED))


@pytest.fixture(autouse=True)
def _nobody_was_here_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.surveys.views.answering.limiter", StrangerLimiter())


def on(page: str) -> list[str]:
    return re.findall(r'name="asked" value="(\w+)"', page)


def answer_all(link: Link, *, bus: str) -> list[str]:
    """Go through all pages as a browser does; the questions in the order they came."""
    client, address = Client(), f"/q/{link.code}/"
    seen: list[str] = []
    for _ in range(2 * len(NAMES)):
        page = client.get(address).content.decode()
        shown = on(page)
        if not shown:
            break
        seen += shown
        token = re.findall(r'name="token" value="([^"]+)"', page)
        sent = {"asked": shown, "next": "1"} | {name: bus if name == "bus" else "yes" for name in shown}
        address = client.post(address, sent | ({"token": token[0]} if token else {}))["Location"]
    if address.endswith("/end/"):
        address = client.post(address)["Location"]
    assert address.endswith("/done/")
    return seen


def test_each_goes_through_in_an_order_of_their_own(link: Link) -> None:
    orders = [tuple(answer_all(link, bus="no")) for _ in range(8)]

    assert len(set(orders)) > 5
    assert all(sorted(order) == sorted(NAMES) for order in orders)
    assert Response.objects.filter(link=link).count() == 8
    assert all(set(one.answers) == set(NAMES) for one in Response.objects.filter(link=link))


def test_what_hangs_on_an_answer_comes_after_it_or_never(link: Link) -> None:
    for _ in range(6):
        no = answer_all(link, bus="no")
        assert no.index("why") == no.index("bus") + 1
        assert "why" not in answer_all(link, bus="yes")


def test_one_form_keeps_its_order_from_page_to_page(link: Link) -> None:
    token = UUID("7d0c2f86-3b0e-4f7e-9c5a-0d5a7d3f1b11")

    walks = [Walk.of(link, token, raw) for raw in ({}, {"bus": ["no"]}, {"bus": ["yes"], "road": ["no"]})]

    assert len({tuple(one.name for one in walk.form.questions) for walk in walks}) == 1


def test_paper_and_what_is_typed_from_it_keep_the_printed_order(link: Link, cast: Cast) -> None:
    lines = lines_of(link.edition.as_form(), {}, {})

    assert [line.name for line in lines] == list(NAMES)
    assert [line.number for line in lines] == [str(n) for n in range(1, len(NAMES) + 1)]


def test_without_the_setting_all_see_the_printed_order(cast: Cast) -> None:
    link = a_link(cast, an_edition(cast, replace(MIXED, shuffled=False)))

    assert answer_all(link, bus="no") == list(NAMES)


def test_it_is_set_where_the_title_is(cast: Cast, client_of: Callable[[Person], Client]) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)
    address = reverse("surveys:edit_words", args=[draft.pk])
    words = {"once": str(new_id()), "seen": draft.version, "title": draft.title, "shuffled": "on"}

    before = client.get(address).content.decode()
    client.post(address, words)

    assert 'name="shuffled"' in before
    assert Questionnaire.objects.get().as_form().shuffled
    page = client.get(reverse("surveys:questionnaire", args=[draft.pk])).content.decode()
    assert "题目每人打乱顺序；这里是纸质表上的顺序。" in page
    assert "大家看到的题目先后各不一样。" in client.get(reverse("surveys:preview", args=[draft.pk])).content.decode()
    assert " checked" in re.findall(r'<input[^>]*name="shuffled"[^>]*>', client.get(address).content.decode())[0]
