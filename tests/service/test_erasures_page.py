"""What will be forgotten when, and what has been: counts and numbers, never names."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sanxin.fieldwork.actions.visits import correct
from sanxin.fieldwork.models import Visit
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.models import Attachment
from sanxin.people.models import Person
from sanxin.service.actions.consents import withdraw
from sanxin.service.actions.erasures import erase, erase_due
from sanxin.service.actions.helps import NewHelp, give, promise
from sanxin.service.actions.members import end
from sanxin.service.models import Erasure, HelpPromise, Member, MemberHelp
from sanxin.service.queries.retention import leaving
from tests.cast import Cast
from tests.fieldwork.visit_builders import HOUSEHOLD, NOTE, a_visit, told
from tests.service.member_builders import NAME, NEED, PHONE, a_member

ClientOf = Callable[[Person], Client]
PAGE = "/service/members/erasures/"


def test_everything_known_of_them_goes_and_what_was_done_stays(
    cast: Cast, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    member = a_member(cast)
    receipt = SimpleUploadedFile("收条.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF", "application/pdf")
    give(member, NewHelp("money", now.date(), words="带药", evidence=receipt), by=cast.officer, at=now)
    promise(member, kind="goods", due_on=now.date(), words="棉被", by=cast.officer, at=now)
    visit = a_visit(cast, member=member, household=HOUSEHOLD, note=NOTE)
    correct(
        visit, told(cast, member=member, household="上屋", note=NOTE), reason="写错了", seen=1, by=cast.officer, at=now
    )
    a_visit(cast, household=HOUSEHOLD, note=NOTE)  # nobody's on the list
    file = place_of(Attachment.objects.get().sha256)
    assert file.exists()
    end(member, left_on=now.date(), by=cast.head, at=now)

    with django_capture_on_commit_callbacks(execute=True):
        erase(member, by=cast.head, at=now)

    row = Erasure.objects.get()
    assert (row.rule, row.notes, row.files, row.visits, row.by) == ("asked", 2, 1, 1, cast.head)
    assert (MemberHelp.objects.get().kind, MemberHelp.objects.get().words) == ("money", "")
    assert HelpPromise.objects.get().words == ""
    assert not Attachment.objects.exists()
    assert not file.exists()
    kept = Visit.objects.get(pk=visit.pk)
    assert (kept.household, kept.note, kept.member_id) == ("", "", member.id)
    assert [one.before for one in kept.corrections.all()] == ["{}"]
    assert Visit.objects.filter(member=None).get().household == HOUSEHOLD


def test_a_receipt_two_rows_share_stays_on_the_disk(
    cast: Cast, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    content = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF two"
    for name in (NAME, "徐金花"):
        receipt = SimpleUploadedFile("收条.pdf", content, "application/pdf")
        give(a_member(cast, name=name), NewHelp("money", now.date(), evidence=receipt), by=cast.officer, at=now)
    member = MemberHelp.objects.all()[0].member
    end(member, left_on=now.date(), by=cast.head, at=now)

    with django_capture_on_commit_callbacks(execute=True):
        erase(member, by=cast.head, at=now)

    assert place_of(Attachment.objects.get().sha256).exists()


def test_each_rule_has_its_day(cast: Cast, now: datetime, settings: Any) -> None:
    settings.MEMBER_KEPT_MONTHS, settings.MEMBER_WITHDRAWN_DAYS = 1, 15
    moved, unwilling = a_member(cast), a_member(cast, name="徐金花")
    end(moved, left_on=now.date(), by=cast.head, at=now)
    withdraw(unwilling.consents.get(), on=now.date(), way="spoken", by=cast.head, at=now)

    rows = leaving(Member.objects.all())

    assert [(row.member, f"{row.due_on}", row.rule) for row in rows] == [
        (unwilling, "2026-12-04", "withdrawn"),
        (moved, "2026-12-19", "left"),
    ]
    assert erase_due(now + timedelta(days=40)) == 2
    assert set(Erasure.objects.values_list("rule", "by")) == {("withdrawn", None), ("left", None)}


def test_the_page_has_numbers_and_no_names(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    soon, done = a_member(cast), a_member(cast, name="徐金花")
    give(done, NewHelp("money", now.date(), words="带药"), by=cast.officer, at=now)
    for member in (soon, done):
        end(member, left_on=now.date(), by=cast.head, at=now)
    erase(done, by=cast.head, at=now)

    page = client_of(cast.head).get(PAGE)

    assert not any(word in page.text for word in (NAME, PHONE, NEED, "方**", "徐金花", "徐**"))
    for word in (soon.number, done.number, "2027-11-19", "满 12 个月", "满 15 天"):
        assert word in page.text
    assert [figure["value"] for figure in page.context["figures"]] == [1, 0, 1]
    file = client_of(cast.head).get(f"{PAGE}file/?format=csv")
    rows = list(csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert [row[0] for row in rows[1:]] == [soon.number, done.number]


@pytest.mark.parametrize("who", ["officer", "colleague", "leader", "handler", "liaison", "administrator", "stranger"])
def test_only_section_heads_open_it(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get(PAGE).status_code == 403


@pytest.mark.parametrize("rows", [3, 30])
def test_it_asks_the_same_however_many(
    cast: Cast, client_of: ClientOf, now: datetime, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        member = end(a_member(cast, name=f"方某{number}"), left_on=now.date(), by=cast.head, at=now)
        if number % 2:
            erase(member, by=cast.head, at=now)
    client = client_of(cast.head)
    client.get(PAGE)

    with django_assert_max_num_queries(10):
        client.get(PAGE)


def test_an_empty_page_says_what_will_stand_here(cast: Cast, client_of: ClientOf) -> None:
    assert "没有等着抹去的" in client_of(cast.head).get(PAGE).text
