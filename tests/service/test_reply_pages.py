"""The pages of answers owed."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.actions.replies import tell
from sanxin.service.models import Reply
from tests.cast import Cast
from tests.service.builders import FANG, a_debt

ClientOf = Callable[[Person], Client]


def said(**fields: str) -> dict[str, str]:
    return {FIELD: str(new_id()), "words": "通车了，一天两班", "channel": "phone", **fields}


def test_what_i_owe_and_what_the_office_owes(cast: Cast, client_of: ClientOf) -> None:
    a_debt(cast, voices=2, by=cast.colleague)
    head = client_of(cast.head)

    assert "现在不欠谁的回话" in head.get("/service/owed/").content.decode()
    assert "匿名 等 2 位" in head.get("/service/owed/?of=office").content.decode()
    assert "现在不欠谁的回话" in client_of(cast.officer).get("/service/owed/?of=office").content.decode()


def test_two_are_told_and_one_is_left(cast: Cast, client_of: ClientOf) -> None:
    (first, second, third), row = a_debt(cast, voices=3)
    fields = said(**{f"solved_{first.pk}": "yes", f"solved_{second.pk}": "not_asked", f"solved_{third.pk}": ""})

    answer = client_of(cast.officer).post(reverse("service:tell", args=[row.item_id]), fields)

    assert answer.status_code == 302
    assert {reply.voice for reply in Reply.objects.all()} == {first, second}


def test_not_solved_reopens_from_the_page(cast: Cast, client_of: ClientOf) -> None:
    [voice], row = a_debt(cast)

    client_of(cast.officer).post(reverse("service:tell", args=[row.item_id]), said(**{f"solved_{voice.pk}": "no"}))

    assert Item.objects.get(pk=row.item_id).is_open


def test_nobody_ticked_keeps_the_words(cast: Cast, client_of: ClientOf) -> None:
    _, row = a_debt(cast, voices=2)

    answer = client_of(cast.officer).post(reverse("service:tell", args=[row.item_id]), said())

    assert answer.status_code == 422
    assert "通车了，一天两班" in answer.content.decode()
    assert "勾上这次告诉了哪几位。" in answer.content.decode()


def test_the_contact_stays_masked(cast: Cast, client_of: ClientOf) -> None:
    _, row = a_debt(cast, speaker=FANG)

    page = client_of(cast.officer).get(reverse("service:tell", args=[row.item_id])).content.decode()

    assert "方** 138****2210" in page
    assert "13812342210" not in page


def test_told_and_reopened_says_so(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    [voice], row = a_debt(cast)
    tell(voice, row, by=cast.officer, words="通车了", channel="visit", solved="no", at=now)

    answer = client_of(cast.officer).get(reverse("service:tell", args=[row.item_id]))

    assert answer.status_code == 409
    assert f"程晓岚在 11-19 09:30 把 {row.item.code} 重新打开了：" in answer.content.decode()


@pytest.mark.parametrize("who", ["colleague", "leader", "handler", "liaison", "stranger"])
def test_a_debt_of_others_is_not_there(cast: Cast, client_of: ClientOf, who: str) -> None:
    _, row = a_debt(cast)

    assert client_of(getattr(cast, who)).get(reverse("service:tell", args=[row.item_id])).status_code in {403, 404}


@pytest.mark.parametrize("debts", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, debts: int, django_assert_max_num_queries: object
) -> None:
    for _ in range(debts):
        a_debt(cast)
    client = client_of(cast.officer)
    client.get("/service/owed/")

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get("/service/owed/")


def test_dozens_are_told_page_by_page(cast: Cast, client_of: ClientOf) -> None:
    _, row = a_debt(cast, voices=45)
    client, url = client_of(cast.officer), reverse("service:tell", args=[row.item_id])
    second = client.get(f"{url}?page=2").context["form"].rows
    assert (len(client.get(url).context["form"].rows), len(second)) == (20, 20)

    answer = client.post(f"{url}?page=2", said(**{f"solved_{one.voice_id}": "yes" for one in second}))

    assert answer.headers["Location"] == url
    assert {reply.voice_id for reply in Reply.objects.all()} == {one.voice_id for one in second}
    assert client.get(url).context["page"].paginator.count == 25


def test_who_was_told_meanwhile_is_not_told_again(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    [first, second], row = a_debt(cast, voices=2)
    fields = said(**{f"solved_{first.pk}": "yes", f"solved_{second.pk}": "yes"})
    tell(first, row, by=cast.head, words="通车了", channel="visit", solved="yes", at=now)

    answer = client_of(cast.officer).post(reverse("service:tell", args=[row.item_id]), fields)

    assert answer.status_code == 422
    assert "其中 1 位刚有人告诉过了" in answer.text
    assert Reply.objects.count() == 1


def test_what_is_left_stands_on_the_page(cast: Cast, client_of: ClientOf) -> None:
    [first, _second], row = a_debt(cast, voices=2)
    url = reverse("service:tell", args=[row.item_id])
    fields = said(**{f"solved_{first.pk}": "partly", f"unsolved_{first.pk}": "晚班没有"})

    client_of(cast.officer).post(url, fields)

    assert "解决了一部分，还差：晚班没有" in client_of(cast.officer).get(url).text


@pytest.mark.parametrize("voices", [3, 30])
def test_the_page_asks_the_same_however_many(
    cast: Cast, client_of: ClientOf, voices: int, django_assert_max_num_queries: object
) -> None:
    _, row = a_debt(cast, voices=voices)
    client = client_of(cast.officer)

    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get(reverse("service:tell", args=[row.item_id]))
