"""The pages of answer cards."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models import AnswerCard, AnswerCardEdition
from tests.cast import Cast
from tests.service.builders import FANG
from tests.service.question_builders import REPLY, a_card, a_question, an_answer

ClientOf = Callable[[Person], Client]
NEXT = "2027-05-20"


def sent(**fields: object) -> dict[str, object]:
    return {FIELD: str(new_id()), **fields}


def test_from_an_answer_to_a_card(cast: Cast, client_of: ClientOf) -> None:
    row, client = an_answer(cast, a_question(cast, speaker=FANG)), client_of(cast.officer)
    url = reverse("service:new_card") + f"?from={row.pk}"
    assert (
        reverse("service:new_card") in client.get(reverse("service:question", args=[row.question_id])).content.decode()
    )
    form = client.get(url).context["form"]
    assert (form["text"].value(), form["title_1"].value()) == (REPLY, row.citations.get().title)

    fields = sent(
        title="党费在哪里交？", text=REPLY, kind="party", owner=cast.officer.pk, review_on=NEXT, title_1="党费规定"
    )
    answer = client.post(url, fields)

    card = AnswerCard.objects.get()
    assert answer.headers["Location"] == reverse("service:card", args=[card.pk])
    assert AnswerCardEdition.objects.get().source == row
    assert client.post(url, fields | {FIELD: str(new_id())}).status_code == 422


def test_revised_confirmed_handed_on_and_retired(cast: Cast, client_of: ClientOf) -> None:
    card, client = a_card(cast, owner=cast.officer), client_of(cast.officer)
    at = {"title": card.title, "text": "年底前补交。", "title_1": "新规定", "review_on": NEXT}

    assert client.post(reverse("service:revise_card", args=[card.pk]), sent(seen=1, **at)).status_code == 302
    assert (
        client.post(reverse("service:confirm_card", args=[card.pk]), sent(seen=2, review_on="2027-06-01")).status_code
        == 302
    )
    page = client.get(reverse("service:card", args=[card.pk])).content.decode()
    assert "第 2 版" in page
    assert REPLY in page  # the edition before
    owner = sent(seen=3, owner=cast.colleague.pk)
    assert client.post(reverse("service:hand_on_card", args=[card.pk]), owner).status_code == 302
    assert client.get(reverse("service:retire_card", args=[card.pk])).status_code == 403
    head = client_of(cast.head)
    assert (
        head.post(reverse("service:retire_card", args=[card.pk]), sent(seen=4, reason="文件已废止")).status_code == 302
    )

    card.refresh_from_db()
    assert (card.owner, card.review_on) == (cast.colleague, date(2027, 6, 1))
    page = head.get(reverse("service:card", args=[card.pk])).content.decode()
    assert "文件已废止" in page
    assert reverse("service:revise_card", args=[card.pk]) not in page


def test_the_list_is_filtered_by_its_address(cast: Cast, client_of: ClientOf) -> None:
    a_card(cast)
    a_card(cast, title="困难补助什么时候发？", kind="benefit", owner=cast.officer)
    client = client_of(cast.officer)

    def titles(query: str) -> list[str]:
        return [card.title for card in client.get(f"/service/cards/{query}").context["page"]]

    assert len(titles("")) == 2
    assert titles("?kind=benefit") == titles("?state=mine") == titles("?q=补助") == ["困难补助什么时候发？"]
    assert titles("?state=due") == titles("?state=retired") == []


def test_the_file_has_words_and_what_they_rest_on(cast: Cast, client_of: ClientOf) -> None:
    a_card(cast)

    file = b"".join(client_of(cast.leader).get("/service/cards/file/?format=csv")).decode("utf-8-sig")

    assert REPLY in file
    assert "第五条" in file


def test_an_empty_list_teaches(cast: Cast, client_of: ClientOf) -> None:
    assert "自己写一张" in client_of(cast.officer).get("/service/cards/").content.decode()
    assert "自己写一张" not in client_of(cast.leader).get("/service/cards/").content.decode()


@pytest.mark.parametrize("who", ["handler", "liaison", "administrator", "stranger"])
def test_a_card_of_others_is_not_there(cast: Cast, client_of: ClientOf, who: str) -> None:
    card, client = a_card(cast), client_of(getattr(cast, who))

    for name in ("card", "revise_card", "confirm_card", "hand_on_card", "retire_card"):
        assert client.get(reverse(f"service:{name}", args=[card.pk])).status_code in {403, 404}


def test_an_answer_of_others_is_no_source(cast: Cast, client_of: ClientOf) -> None:
    row = an_answer(cast)

    for source in (str(row.pk), str(new_id()), "x"):
        answer = client_of(cast.stranger).get(reverse("service:new_card") + f"?from={source}")
        assert answer.status_code == 404


@pytest.mark.parametrize("cards", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, cards: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(cards):
        a_card(cast, title=f"党费第 {n} 问")
    client = client_of(cast.officer)
    client.get("/service/cards/")

    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        client.get("/service/cards/")
