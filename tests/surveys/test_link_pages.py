"""The list of links, one link, its QR and sheet."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.surveys.actions.links import Where
from tests.cast import Cast
from tests.surveys.asking_builders import a_link, an_edition, answered

ClientOf = Callable[[Person], Client]
LIST = "/surveys/links/"


def test_an_empty_list_leads_to_what_is_published(cast: Cast, client_of: ClientOf) -> None:
    edition = an_edition(cast)

    page = client_of(cast.officer).get(LIST).content.decode()

    assert reverse("surveys:new_links", args=[edition.pk]) in page


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, rows: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    edition = an_edition(cast)
    for _ in range(rows):
        a_link(cast, edition)
    client = client_of(cast.officer)
    client.get(LIST)

    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(LIST)


def test_filters_stand_in_the_url(cast: Cast, client_of: ClientOf) -> None:
    edition = an_edition(cast)
    a_link(cast, edition)
    a_link(cast, where=Where(group_words="到场的党员"))
    client = client_of(cast.officer)

    def shown(query: str) -> list[str]:
        return [line.link.where for line in client.get(f"{LIST}?{query}").context["lines"]]

    assert shown(f"edition={edition.pk}") == ["洪岩镇 竹坑村"]
    assert shown(f"town={cast.town.code}&state=open") == ["洪岩镇 竹坑村"]
    assert shown("state=closed") == []
    assert len(shown("state=lost&edition=7")) == 2


def test_the_page_shows_counts_and_no_answer(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)
    answered(link, who="old", say="卫生室周末没人。")

    page = client_of(cast.officer).get(reverse("surveys:link", args=[link.pk])).content.decode()

    assert f"/q/{link.code}/" in page
    assert "卫生室周末没人" not in page


def test_the_qr_is_a_picture_of_the_address(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)

    answer = client_of(cast.officer).get(reverse("surveys:link_qr", args=[link.pk]))

    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<?xml")
    assert b"<script" not in answer.content


def test_the_sheet_has_what_a_villager_needs(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)

    page = client_of(cast.officer).get(reverse("surveys:link_sheet", args=[link.pk])).content.decode()

    assert f"http://testserver/q/{link.code}/" in page
    assert "村里看病方便吗" in page


def test_the_list_as_a_file(cast: Cast, client_of: ClientOf) -> None:
    answered(a_link(cast), who="old")

    answer = client_of(cast.officer).get("/surveys/links/file/?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "洪岩镇 竹坑村" in text


@pytest.mark.parametrize("name", ["link", "link_qr", "link_sheet", "change_link", "close_link", "paper"])
def test_a_strangers_link_is_not_there(cast: Cast, client_of: ClientOf, name: str) -> None:
    address = reverse(f"surveys:{name}", args=[a_link(cast).pk])

    assert client_of(cast.stranger).get(address).status_code == 404


@pytest.mark.parametrize("who", ["handler", "liaison", "administrator", "auditor"])
def test_others_do_not_open_the_list(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get(LIST).status_code == 403


def test_codes_are_found_again_from_the_questionnaire(cast: Cast, client_of: ClientOf) -> None:
    edition = an_edition(cast)
    client = client_of(cast.officer)
    questionnaire = reverse("surveys:questionnaire", args=[edition.questionnaire_id])
    of_edition = f"{LIST}?edition={edition.pk}"
    before = client.get(questionnaire).content.decode()

    a_link(cast, edition)
    a_link(cast, edition)

    assert of_edition not in before
    assert f'{of_edition}">2 个码' in client.get(questionnaire).content.decode()
    assert of_edition in client.get(reverse("surveys:edition", args=[edition.pk])).content.decode()
    assert f'href="{LIST}"' in client.get("/surveys/").content.decode()
