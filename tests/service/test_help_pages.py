"""The pages of help speak HTTP, keep words and files covered, and show nobody by accident."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanxin.kernel.models import Attachment
from sanxin.people.models import Person
from sanxin.service.actions.helps import NewHelp, give, promise
from sanxin.service.models import HelpPromise, MemberHelp
from tests.cast import Cast
from tests.service.member_builders import NAME, PHONE, a_member

ClientOf = Callable[[Person], Client]
WORDS = "给老人带了降压药"
LIST = "/service/members/helps/"


def told(cast: Cast, **fields: str) -> dict[str, Any]:
    full = {"kind": "medical", "on": "2026-11-18", "amount": "86.5", "giver": str(cast.officer.pk), "words": WORDS}
    return full | fields


def test_help_is_noted_from_the_page_once(cast: Cast, client_of: ClientOf) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    address = reverse("service:new_help", args=[member.pk])
    assert client.get(address).status_code == 200

    first = client.post(address, told(cast, once="k1"))
    again = client.post(address, told(cast, once="k1"))

    assert first.headers["Location"] == again.headers["Location"] == reverse("service:member", args=[member.pk])
    row = MemberHelp.objects.get()
    assert (row.amount, row.words) == (Decimal("86.50"), WORDS)


def test_what_is_wrong_is_said_and_what_is_typed_is_kept(cast: Cast, client_of: ClientOf) -> None:
    member = a_member(cast)

    answer = client_of(cast.officer).post(
        reverse("service:new_help", args=[member.pk]), told(cast, on="2026-11-20", once="k1")
    )

    assert answer.status_code == 422
    assert "这一天还没到" in answer.text
    assert WORDS in answer.text
    assert "on" in answer.context["form"].errors


def test_a_promise_comes_from_the_page_and_is_kept_from_it(cast: Cast, client_of: ClientOf) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    client.post(
        reverse("service:new_help_promise", args=[member.pk]),
        {"kind": "goods", "due_on": "2026-11-25", "words": "一床棉被", "once": "k1"},
    )
    one = HelpPromise.objects.get()
    page = client.get(reverse("service:member", args=[member.pk])).text
    assert "送物品" in page
    assert "棉被" not in page

    form = client.get(reverse("service:new_help", args=[member.pk]) + f"?promise={one.pk.hex}").context["form"]
    assert (form.initial["promise"], form.initial["kind"]) == (one, "goods")
    client.post(reverse("service:new_help", args=[member.pk]), told(cast, promise=str(one.pk), once="k2"))

    assert not HelpPromise.objects.open().exists()


def test_mistake_and_drop_from_the_page(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    row = give(member, NewHelp("money", now.date(), amount=Decimal(500)), by=cast.officer, at=now)
    one = promise(member, kind="goods", due_on=now.date(), by=cast.officer, at=now)

    empty = client.post(reverse("service:help_mistake", args=[row.pk]), {"reason": "", "once": "k1"})
    client.post(reverse("service:help_mistake", args=[row.pk]), {"reason": "记错了人", "once": "k2"})
    client.post(reverse("service:drop_promise", args=[one.pk]), {"reason": "已经有了", "once": "k3"})

    assert empty.status_code == 422
    assert not MemberHelp.objects.valid().exists()
    assert not HelpPromise.objects.open().exists()
    page = client.get(reverse("service:member", args=[member.pk])).text
    assert "作废" in page
    assert "记错了人" not in page


def test_words_and_receipt_open_with_a_reason_only(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member, client = a_member(cast), client_of(cast.officer)
    receipt = SimpleUploadedFile("收条.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    row = give(member, NewHelp("money", now.date(), words=WORDS, evidence=receipt), by=cast.officer, at=now)
    bare = reverse("service:help_file", args=[row.pk])

    page = client.get(reverse("service:member", args=[member.pk])).text
    shown = client.post(reverse("service:reveal_member", args=[member.pk]), {"reason": "对一下收条"}).text

    assert WORDS not in page
    assert bare not in page
    assert WORDS in shown
    address = shown.split(f'href="{bare}')[1].split('"')[0]
    opened = client.get(bare + address)
    assert opened.status_code == 200
    assert opened.headers["Cache-Control"] == "no-store"
    b"".join(opened)  # read to its end it closes, and leaves the connection of the test open
    assert client.get(bare).status_code == 404
    assert client_of(cast.head).get(bare + address).status_code == 404  # it was shown to the officer
    assert client_of(cast.colleague).get(bare + address).status_code == 404
    assert Attachment.objects.count() == 1


def test_the_list_shows_nobody_and_no_words(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    give(a_member(cast), NewHelp("money", now.date(), amount=Decimal(500), words=WORDS), by=cast.officer, at=now)
    other = a_member(cast, name="徐金花", village=cast.other_village, contact=cast.colleague)
    give(other, NewHelp("goods", now.date() - timedelta(days=40)), by=cast.colleague, at=now)
    head, officer = client_of(cast.head), client_of(cast.officer)

    page = head.get(LIST).text

    assert not any(word in page for word in (NAME, PHONE, WORDS))
    for word in ("方**", "徐**", "慰问金", "500.00", "洪岩镇 竹坑村"):
        assert word in page
    assert [row.kind for row in officer.get(LIST).context["page"]] == ["money"]
    assert [row.kind for row in head.get(f"{LIST}?kind=goods").context["page"]] == ["goods"]
    assert [row.kind for row in head.get(f"{LIST}?since=2026-11-01").context["page"]] == ["money"]
    assert [row.kind for row in head.get(f"{LIST}?giver={cast.colleague.pk}").context["page"]] == ["goods"]
    place = f"?town={cast.town.code}&village={cast.other_village.code}"
    assert [row.kind for row in head.get(LIST + place).context["page"]] == ["goods"]
    assert len(head.get(f"{LIST}?kind=magic&since=x").context["page"]) == 2


def test_the_file_has_numbers_instead_of_names(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member = a_member(cast)
    give(member, NewHelp("money", now.date(), amount=Decimal(500), words=WORDS), by=cast.officer, at=now)

    answer = client_of(cast.head).get(f"{LIST}file/?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert member.number in text
    assert not any(word in text for word in (NAME, PHONE, WORDS, "方**"))
    assert len(list(csv.reader(io.StringIO(text)))) == 2


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, now: datetime, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        give(a_member(cast, name=f"方某{number}"), NewHelp("company", now.date()), by=cast.officer, at=now)
    client = client_of(cast.head)
    client.get(LIST)

    with django_assert_max_num_queries(11):
        client.get(LIST)


def test_an_empty_list_says_how_to_begin(cast: Cast, client_of: ClientOf) -> None:
    assert "记一次帮助" in client_of(cast.officer).get(LIST).text
