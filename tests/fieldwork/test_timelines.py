"""The timelines of a village and a household: what is in them, for whom, by kind and period, by page, as a file."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.fieldwork.actions import promises
from sanxin.fieldwork.queries.households import spoken_by
from sanxin.fieldwork.queries.stories import Period, Story
from sanxin.fieldwork.queries.villages import strands_at
from sanxin.kernel import clock
from sanxin.kernel.models import Event
from sanxin.people.models import Person
from sanxin.service.actions.erasures import erase
from sanxin.service.actions.helps import NewHelp, give, promise
from sanxin.service.actions.members import assign, end
from sanxin.service.actions.replies import tell
from sanxin.service.models import Member, VoiceContact
from sanxin.service.speakers import Speaker
from tests.cast import Cast
from tests.fieldwork.visit_builders import HOUSEHOLD, LEAK, NOTE, PRAISE, QUESTION, a_visit
from tests.service.builders import BUS, FANG, a_debt, a_voice
from tests.service.member_builders import NAME, PHONE, a_member

ClientOf = Callable[[Person], Client]


def village_url(cast: Cast, query: str = "") -> str:
    return reverse("fieldwork:village", args=[cast.village.pk]) + query


def household_url(member: Member, query: str = "") -> str:
    return reverse("fieldwork:household", args=[member.pk]) + query


def kinds(client: Client, address: str) -> list[str]:
    return [entry.kind for entry in client.get(address).context["page"]]


def a_year(cast: Cast, now: datetime) -> Member:
    """One of each kind: 方茂林 was visited, spoke, was answered and helped; the village has more."""
    member = a_member(cast)
    a_visit(cast, LEAK, QUESTION, PRAISE, member=member, days_ago=3, household=HOUSEHOLD, note=NOTE)
    voices, struck = a_debt(cast, speaker=FANG)
    tell(voices[0], struck, by=cast.officer, words="班车通了", channel="visit", solved="yes", at=now)
    give(member, NewHelp("money", now.date(), amount=Decimal(500), words="带药"), by=cast.officer, at=now)
    promise(member, kind="goods", due_on=now.date(), words="棉被", by=cast.officer, at=now)
    a_visit(cast, PRAISE, days_ago=60)
    return member


def test_a_village_tells_every_kind_latest_first(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_year(cast, now)
    client = client_of(cast.officer)

    page = client.get(village_url(cast))

    entries = list(page.context["page"])
    assert {entry.kind for entry in entries} == {
        "visit", "voice", "promise", "item", "reply", "help", "help_promise"
    }  # fmt: skip
    days = [entry.day for entry in entries]
    assert days == sorted(days, reverse=True)
    assert not any(words in page.text for words in (NAME, PHONE, HOUSEHOLD, NOTE, "带药", "棉被"))
    for words in ("班车通了 · 解决了", "方**：500.00 元", "方**：送物品，2026-11-19 以前", "欠回话"):
        assert words in page.text
    assert reverse("fieldwork:household", args=[Member.objects.get().pk]) in page.text


def test_a_household_tells_what_is_its_own(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member = a_year(cast, now)
    a_voice(cast, text="别人说的一句")
    client = client_of(cast.officer)

    page = client.get(household_url(member))

    found = [entry.kind for entry in page.context["page"]]
    assert sorted(found) == [
        "help",
        "help_promise",
        "item",
        "item",
        "promise",
        "reply",
        "visit",
        "voice",
        "voice",
        "voice",
    ]
    assert "别人说的一句" not in page.text
    assert BUS in page.text  # he left name and phone and agreed to be answered
    assert not any(words in page.text for words in (NAME, PHONE, HOUSEHOLD, NOTE, "带药", "棉被"))


def test_who_did_not_agree_to_be_answered_is_recognised_by_nobody(cast: Cast) -> None:
    member = a_member(cast)
    a_voice(cast)
    a_voice(cast, speaker=Speaker(code="A000102948"))
    a_voice(cast, speaker=Speaker(name="徐金花", phone="13900000000", may_answer=True))
    assert not spoken_by(member).exists()

    mine = a_voice(cast, speaker=Speaker(name=NAME, phone=PHONE, may_answer=True))

    assert list(spoken_by(member)) == [mine]
    VoiceContact.objects.all().delete()  # no longer wants to be answered
    assert not spoken_by(member).exists()


def test_after_erasure_nothing_leads_to_what_they_said(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member = a_year(cast, now)
    end(member, left_on=now.date(), by=cast.head, at=now)
    erase(member, by=cast.head, at=now)

    page = client_of(cast.head).get(household_url(member))

    assert BUS not in page.text
    assert "已抹去" in page.text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200), ("head", 200), ("colleague", 404), ("stranger", 404),
        ("leader", 403), ("handler", 403), ("liaison", 403), ("administrator", 403), ("auditor", 403),
    ],
)  # fmt: skip
def test_a_household_is_there_for_contact_and_head(
    cast: Cast, client_of: ClientOf, now: datetime, who: str, status: int
) -> None:
    member = a_year(cast, now)
    client = client_of(getattr(cast, who))

    for address in (household_url(member), reverse("fieldwork:household_file", args=[member.pk])):
        answer = client.get(address)
        assert answer.status_code == status
        b"".join(answer)  # read to its end it closes, and leaves the connection of the test open


def test_each_row_as_far_as_one_may_read_it(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member = a_year(cast, now)

    assert set(kinds(client_of(cast.colleague), village_url(cast))) == {"voice", "item", "reply"}
    assert set(kinds(client_of(cast.leader), village_url(cast))) == {"item"}
    assert kinds(client_of(cast.handler), village_url(cast)) == []
    assign(member, contact=cast.colleague, by=cast.head, at=now)
    found = kinds(client_of(cast.colleague), household_url(member))
    assert "visit" not in found  # the visits of another stay theirs
    assert {"help", "reply"} <= set(found)


def test_by_kind_and_period_from_the_address(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_year(cast, now)
    client = client_of(cast.officer)

    assert kinds(client, village_url(cast, "?kind=visit")) == ["visit", "visit"]
    assert kinds(client, village_url(cast, "?kind=visit&since=2026-11-01")) == ["visit"]
    assert kinds(client, village_url(cast, "?kind=visit&until=2026-10-01")) == ["visit"]
    assert kinds(client, village_url(cast, "?since=2026-11-16&until=2026-11-16&kind=visit")) == ["visit"]
    assert kinds(client, village_url(cast, "?until=2020-01-01")) == []
    assert "放宽一两个条件" in client.get(village_url(cast, "?until=2020-01-01")).text
    assert kinds(client, village_url(cast, "?kind=magic&since=x")) == kinds(client, village_url(cast))


def test_the_last_day_of_a_period_belongs_to_it(cast: Cast) -> None:
    a_voice(cast, at=clock.now())

    story = Story(strands_at(cast.village, cast.officer), Period(date(2026, 11, 19), date(2026, 11, 19)))

    assert [entry.kind for entry in story] == ["voice"]


def test_page_by_page_nothing_is_lost_or_doubled(cast: Cast, client_of: ClientOf) -> None:
    for number in range(60):
        a_visit(cast, QUESTION, days_ago=number)
    client = client_of(cast.officer)

    pages = [client.get(village_url(cast, f"?page={number}")).context["page"] for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [50, 50, 20]
    entries = [(entry.kind, entry.url) for page in pages for entry in page]
    assert len(set(entries)) == 120
    past = client.get(village_url(cast, "?page=99")).context["page"]
    assert past.number == 3


def test_a_kept_promise_is_told_as_kept(cast: Cast, client_of: ClientOf) -> None:
    line = a_visit(cast, QUESTION).lines.get()
    promises.keep(line, words="能办。", by=cast.officer, at=clock.now())

    entry = next(one for one in client_of(cast.officer).get(village_url(cast)).context["page"] if one.kind == "promise")

    assert (entry.word, entry.todo) == ("答应过，已回", False)


def test_the_file_is_what_the_page_shows_and_is_logged(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    member = a_year(cast, now)
    client = client_of(cast.officer)

    for name, pk in (("village_file", cast.village.pk), ("household_file", member.pk)):
        answer = client.get(reverse(f"fieldwork:{name}", args=[pk]) + "?format=csv&kind=visit")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        rows = list(csv.reader(io.StringIO(text)))
        assert {row[1] for row in rows[1:]} == {"走访"}
        assert not any(words in text for words in (NAME, PHONE, HOUSEHOLD, NOTE))
    assert {event.facts["what"] for event in Event.objects.filter(name="kernel.export.made")} == {
        "fieldwork.village", "fieldwork.household"
    }  # fmt: skip


def test_a_township_tells_of_its_villages(cast: Cast, client_of: ClientOf) -> None:
    a_visit(cast)
    a_visit(cast, place=cast.other_village)

    address = reverse("fieldwork:village", args=[cast.town.pk])

    assert kinds(client_of(cast.officer), address) == ["visit", "visit"]


def test_a_village_of_another_county_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.stranger)

    assert client.get(village_url(cast)).status_code == 404
    assert client.get(reverse("fieldwork:village_file", args=[cast.village.pk])).status_code == 404


def test_an_empty_household_says_how_it_fills(cast: Cast, client_of: ClientOf) -> None:
    assert "走访时选上“看望困难党员”" in client_of(cast.officer).get(household_url(a_member(cast))).text


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("what", ["village", "household"])
def test_a_page_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, now: datetime, rows: int, what: str, django_assert_max_num_queries: Any
) -> None:
    member = a_year(cast, now)
    for _number in range(rows):
        a_visit(cast, QUESTION, LEAK, days_ago=1, member=member)
        give(member, NewHelp("company", now.date() - timedelta(days=1)), by=cast.officer, at=now)
    client = client_of(cast.officer)
    address = village_url(cast, "?since=2026-11-10") if what == "village" else household_url(member)
    client.get(address)

    with django_assert_max_num_queries(23):  # one less where a kind has no row on the page
        client.get(address)
