"""Typing paper sheets: by number, one after another."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.surveys.actions import links, papers
from sanxin.surveys.models import Link, Response
from sanxin.surveys.rules.paper import read_numbers
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import HEALTH, a_link, answered

ClientOf = Callable[[Person], Client]
MANY = Form("多选", questions=(
    Question("m", Kind.MULTIPLE, "哪些", choices=tuple(Choice(c, c) for c in "abc")),
    Question("long", Kind.SINGLE, "哪个", choices=tuple(Choice(c, c) for c in "abcdefghijkl")),
))  # fmt: skip


def sheet(link: Link, client: Client, **fields: str) -> object:
    return client.post(reverse("surveys:paper", args=[link.pk]), {"once": str(new_id()), **fields})


def test_a_sheet_is_typed_by_number_and_the_form_stays(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)
    fields = {"who": "1", "clinic": "2", "score": "４", "care/drugs": "3", "say": "路远"}

    answer = client.post(reverse("surveys:paper", args=[link.pk]), {"once": str(new_id()), **fields})

    row = Response.objects.get()
    assert answer["Location"] == f"{reverse('surveys:paper', args=[link.pk])}?last={row.pk}"
    assert row.answers == {"who": "old", "clinic": "disagree", "score": 4, "care": {"drugs": "bad"}, "say": "路远"}
    assert (row.channel, row.typed_by) == ("paper", cast.officer)
    assert "您今天录了 1 份" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("typed", "names"), [("13", ["a", "c"]), ("1 3", ["a", "c"]), ("1，3", ["a", "c"]), ("２", ["b"])]
)
def test_several_choices_in_one_field(typed: str, names: list[str]) -> None:
    assert read_numbers(MANY, {"m": typed}) == ({"m": names}, {})


def test_with_more_than_nine_choices_two_figures_are_one_number() -> None:
    assert read_numbers(MANY, {"long": "12"})[0] == {"long": ["l"]}


@pytest.mark.parametrize("typed", ["4", "0", "x", "1 7", "²"])
def test_a_number_no_choice_has_is_pointed_out(typed: str) -> None:
    raw, faults = read_numbers(MANY, {"m": typed})

    assert raw == {}
    assert list(faults) == ["m"]


def test_a_fault_keeps_the_sheet_on_the_screen(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)
    fields = {"once": str(new_id()), "score": "9", "say": "留着的话"}

    answer = client_of(cast.officer).post(reverse("surveys:paper", args=[link.pk]), fields)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "留着的话" in page
    assert "这一题要答" in page
    assert not Response.objects.exists()


def test_one_event_for_a_pile_not_for_each_sheet(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    for _ in range(3):
        papers.type_in(link, {"who": ["old"]}, by=cast.officer, at=now)

    assert [event.text for event in timeline(link.id)].count("开始录入纸质答卷") == 1


def test_sheets_are_typed_after_the_time_is_up_but_not_after_shutting(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    late = now + timedelta(days=30)

    assert papers.type_in(link, {"who": ["old"]}, by=cast.officer, at=late)[1]
    links.close(link, by=cast.officer, at=late)
    with refused("surveys.link.closed"):
        papers.type_in(Link.objects.get(), {"who": ["old"]}, by=cast.officer, at=late)


def test_an_empty_sheet_is_refused(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    link.edition.form["questions"] = [one | {"required": False} for one in link.edition.form["questions"]]

    with refused("surveys.paper.empty"):
        papers.type_in(link, {}, by=cast.officer, at=now)


def test_a_sheet_typed_wrongly_is_taken_back(cast: Cast, client_of: ClientOf) -> None:
    link, client = a_link(cast), client_of(cast.officer)
    sheet(link, client, who="1")
    row = Response.objects.get()

    client.post(reverse("surveys:take_back_paper", args=[link.pk]), {"once": str(new_id()), "response": str(row.pk)})

    assert not Response.objects.exists()
    assert timeline(link.id)[0].text == "撤回一份录错的纸质答卷"


def test_nobody_takes_back_what_a_villager_or_a_colleague_sent(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    theirs = papers.type_in(link, {"who": ["old"]}, by=cast.colleague, at=now)[1]
    assert theirs
    for row in (answered(link, who="young"), theirs):
        with refused("surveys.paper.not_yours", NotAllowed):
            papers.take_back(row, by=cast.officer, at=now)

    assert Response.objects.count() == 2


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40, "1"])
def test_a_response_that_is_not_there_is_a_404(cast: Cast, client_of: ClientOf, typed: str) -> None:
    address = reverse("surveys:take_back_paper", args=[a_link(cast).pk])

    answer = client_of(cast.officer).post(address, {"once": str(new_id()), "response": typed})

    assert answer.status_code == 404


def test_only_the_desk_types(cast: Cast, now: datetime) -> None:
    with refused("surveys.link.not_desk", NotAllowed):
        papers.type_in(a_link(cast), {"who": ["old"]}, by=cast.leader, at=now)


def test_photographs_are_not_on_paper(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)

    lines = client_of(cast.officer).get(reverse("surveys:paper", args=[link.pk])).context["lines"]

    assert "photo" not in {line.name for line in lines}
    assert HEALTH.question("photo").kind is Kind.PHOTO
