"""The pages of members speak HTTP and show nobody by accident."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Event
from sanxin.people.models import Person
from sanxin.service.actions.members import end
from sanxin.service.models import Member
from tests.cast import Cast
from tests.service.member_builders import ADDRESS, NAME, NEED, PHONE, a_member

ClientOf = Callable[[Person], Client]
LIST = "/service/members/"
NEW = "/service/members/new/"


def nothing_personal(page: str) -> bool:
    return not any(word in page for word in (NAME, PHONE, NEED, ADDRESS))


def test_the_list_is_masked(cast: Cast, client_of: ClientOf) -> None:
    a_member(cast)

    page = client_of(cast.head).get(LIST).content.decode()

    assert nothing_personal(page)
    for word in ("方**", "138****2210", "洪岩镇 竹坑村", "高龄", "程晓岚"):
        assert word in page


def test_an_empty_list_says_how_to_begin(cast: Cast, client_of: ClientOf) -> None:
    sheet = reverse("kernel:sheet", args=["service.members"])

    assert sheet in (page := client_of(cast.head).get(LIST).content.decode())
    assert NEW in page
    assert sheet not in (page := client_of(cast.officer).get(LIST).content.decode())
    assert NEW in page


def test_filters_stand_in_the_url(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    a_member(cast)
    a_member(cast, name="徐金花", village=cast.other_village, needs=("illness",), contact=cast.colleague)
    a_member(cast, name="余老三", contact=None)
    end(a_member(cast, name="汪老四"), left_on=now.date(), by=cast.head, at=now)
    client = client_of(cast.head)

    def shown(query: str) -> set[str]:
        return {member.name for member in client.get(f"{LIST}?{query}").context["page"]}

    assert shown("") == {NAME, "徐金花", "余老三"}
    assert shown(f"town={cast.town.code}&village={cast.other_village.code}") == {"徐金花"}
    assert shown("need=illness") == {"徐金花"}
    assert shown(f"contact={cast.colleague.pk}") == {"徐金花"}
    assert shown("contact=none") == {"余老三"}
    assert shown("state=left") == {"汪老四"}
    assert shown("need=rich&contact=x&town=1") == shown("")


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        a_member(cast, name=f"方某{number}")
    client = client_of(cast.head)
    client.get(LIST)

    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_the_file_is_masked_and_logged(cast: Cast, client_of: ClientOf) -> None:
    a_member(cast)
    a_member(cast, name="徐金花", contact=cast.colleague)

    answer = client_of(cast.officer).get(f"{LIST}file/?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert len(list(csv.reader(io.StringIO(text)))) == 2
    assert "方**" in text
    assert nothing_personal(text)
    assert Event.objects.filter(name="kernel.export.made").count() == 1


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "administrator", "auditor"])
def test_others_do_not_open_the_list(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get(LIST).status_code == 403


def test_a_colleagues_member_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    member = a_member(cast)

    for who in (cast.colleague, cast.stranger):
        client = client_of(who)
        assert client.get(reverse("service:member", args=[member.pk])).status_code == 404
        for name in ("reveal_member", "assign_member", "end_member"):
            address = reverse(f"service:{name}", args=[member.pk])
            assert client.post(address, {"reason": "上门前打电话", "once": name + who.name}).status_code == 404


def test_the_page_hides_who_it_is_until_a_reason_is_given(cast: Cast, client_of: ClientOf) -> None:
    member = a_member(cast)
    client, address = client_of(cast.officer), reverse("service:member", args=[member.pk])

    page = client.get(address).content.decode()
    answer = client.post(reverse("service:reveal_member", args=[member.pk]), {"reason": "上门前打电话"})

    assert nothing_personal(page)
    assert "登记为困难党员" in page
    assert reverse("service:end_member", args=[member.pk]) not in page
    assert all(word in answer.content.decode() for word in (NAME, PHONE, NEED, ADDRESS))
    assert answer["Cache-Control"] == "no-store"
    assert nothing_personal(client.get(address).content.decode())
    assert timeline(member.id)[0].name == "service.member.revealed"


@pytest.mark.parametrize("reason", [" ", NAME])
def test_without_a_proper_reason_it_stays_masked(cast: Cast, client_of: ClientOf, reason: str) -> None:
    member = a_member(cast)

    answer = client_of(cast.officer).post(reverse("service:reveal_member", args=[member.pk]), {"reason": reason})

    assert answer.status_code == 422
    assert PHONE not in answer.content.decode()
    assert len(timeline(member.id)) == 1


def told(**fields: str) -> dict[str, Any]:
    full: dict[str, Any] = {"consent_way": "signed", "consent_on": "2026-11-18", "address": ADDRESS}
    full |= {"name": NAME, "village": "竹坑村", "needs": ["old_age"], "difficulty": NEED, "phone": PHONE}
    return full | {"consent": "on", FIELD: str(new_id())} | fields


def test_an_officer_registers_and_keeps_contact(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post(NEW, told(contact=str(cast.colleague.pk)))

    member = Member.objects.get()
    assert answer["Location"] == reverse("service:member", args=[member.pk])
    assert (member.contact, member.village) == (cast.officer, cast.village)


def test_the_head_names_a_contact_or_nobody(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.head)
    client.post(NEW, told(contact=str(cast.colleague.pk)))
    client.post(NEW, told(name="徐金花", contact="", another="1"))

    assert [member.contact for member in Member.objects.all()] == [cast.colleague, None]


def test_without_consent_the_form_comes_back(cast: Cast, client_of: ClientOf) -> None:
    fields = told()
    del fields["consent"]

    answer = client_of(cast.officer).post(NEW, fields)

    assert answer.status_code == 422
    assert "consent" in answer.context["form"].errors
    assert not Member.objects.exists()


def test_an_unknown_village_is_answered_with_the_likeliest(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post(NEW, told(village="洪岩镇 竹坑"))

    assert answer.status_code == 422
    assert "洪岩镇 竹坑村？" in answer.content.decode()


def test_the_head_assigns_and_ends(cast: Cast, client_of: ClientOf) -> None:
    member, client = a_member(cast, contact=None), client_of(cast.head)

    client.post(reverse("service:assign_member", args=[member.pk]), {"contact": str(cast.colleague.pk), "once": "k1"})
    late = client.post(reverse("service:end_member", args=[member.pk]), {"left_on": "2026-11-20", "once": "k2"})
    client.post(reverse("service:end_member", args=[member.pk]), {"left_on": "2026-11-19", "once": "k3"})

    member.refresh_from_db()
    assert late.status_code == 422
    assert (member.contact, str(member.left_on)) == (cast.colleague, "2026-11-19")
    page = client.get(reverse("service:member", args=[member.pk])).content.decode()
    assert "已离开" in page
    assert reverse("service:assign_member", args=[member.pk]) not in page


def test_a_contact_cannot_end_it(cast: Cast, client_of: ClientOf) -> None:
    member, client = a_member(cast), client_of(cast.officer)

    for name in ("assign_member", "end_member"):
        assert client.post(reverse(f"service:{name}", args=[member.pk]), {"once": name}).status_code == 403


@pytest.mark.parametrize(("who", "there"), [("officer", True), ("head", True), ("leader", False)])
def test_the_menu_leads_there(cast: Cast, client_of: ClientOf, who: str, there: bool) -> None:
    page = client_of(getattr(cast, who)).get("/service/owed/").content.decode()

    assert (f'href="{LIST}"' in page) == there
