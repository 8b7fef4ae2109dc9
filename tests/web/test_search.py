"""检索: the page, and what an office really types into it."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sanxin.kernel import search
from sanxin.kernel.models import SearchEntry
from sanxin.ledger.actions import acceptances, evidence, items, linkages
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.project.migrating import index_new_kinds
from tests.cast import Cast

ClientOf = Callable[[Person], Client]


def an_item(cast: Cast, now: datetime, title: str = "竹坑村至镇区班车停运") -> Item:
    item = items.open_item(
        office=cast.department, title=title, owner=cast.officer, by=cast.head, at=now, due_on=date(2026, 12, 1)
    )
    acceptances.accept(item, by=cast.officer, at=now)
    return item


def filed(item: Item, cast: Cast, now: datetime, name: str = "班车时刻表2026.txt", caption: str = "") -> None:
    upload = SimpleUploadedFile(name, "第一班 7:10".encode(), "text/plain")
    evidence.file_evidence(item, by=cast.officer, upload=upload, caption=caption, at=now)


def kinds_found(person: Person, words: str) -> set[str]:
    return {found.kind for found in search.find(person, words)}


def test_a_file_is_found_by_its_name_and_leads_to_where_it_hangs(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    item = an_item(cast, now, "村口没有站牌")
    filed(item, cast, now, caption="公交公司给的")

    [found] = search.find(cast.officer, "时刻表")
    page = client_of(cast.officer).get("/search/", {"q": "公交公司"}).content.decode()

    assert found.hits[0].url == reverse("ledger:item", args=[item.id]) + "#evidence"
    assert found.hits[0].title == "班车<mark>时刻表</mark>2026.txt 公交公司给的"
    assert item.code in found.hits[0].meta
    assert "材料" in page
    assert 'id="evidence"' in client_of(cast.officer).get(found.hits[0].url).content.decode()


def test_a_file_is_found_by_those_who_see_its_item(cast: Cast, now: datetime) -> None:
    item = an_item(cast, now)
    filed(item, cast, now)

    seen = {
        name: "ledger.document" in kinds_found(getattr(cast, name), "时刻表")
        for name in ("officer", "colleague", "head", "leader", "handler", "liaison", "administrator", "auditor")
    }

    assert seen == dict.fromkeys(("officer", "colleague", "head", "leader"), True) | dict.fromkeys(
        ("handler", "liaison", "administrator", "auditor"), False
    )
    assert kinds_found(cast.stranger, "时刻表") == set()


def test_what_a_department_sends_with_its_answer_is_found_by_both(cast: Cast, now: datetime) -> None:
    item = an_item(cast, now)
    linkage = linkages.ask_linkage(
        item, unit=cast.transport, by=cast.officer, asks="请复函。", due_on=date(2026, 11, 27), at=now
    )
    paper = SimpleUploadedFile("复函〔2026〕7号.txt", b"agreed", "text/plain")
    linkages.answer_linkage(linkage, by=cast.handler, account="同意", at=now, uploads=[paper])

    for person in (cast.officer, cast.handler):
        assert "ledger.document" in kinds_found(person, "复函")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("停", True),
        ("７路", True),
        ("7路", True),
        ("ｋ７", True),
        ("K7", True),
        ("k7路", True),
        ("2026-0001", True),
        ("２０２６－０００１", True),
        ("0001 停运", True),
        ("“K7路 班车停运”", True),
        ('"班车停运"', True),
        ("“Ｋ７路　班车”", True),
        ("「班车停运」", True),
        ("“班车 停运”", False),
        ("“停运 K7路”", False),
        ("8路", False),
        ("“”", False),
    ],
)
def test_people_type_as_they_like(cast: Cast, now: datetime, client_of: ClientOf, words: str, found: bool) -> None:
    an_item(cast, now, "竹坑K7路 班车停运")

    page = client_of(cast.officer).get("/search/", {"q": words}).content.decode()

    assert ("没有找到" not in page) is found
    assert ("<mark>" in page) is found


def test_what_could_not_be_found_before_an_upgrade_can_after_it(cast: Cast, now: datetime) -> None:
    filed(an_item(cast, now), cast, now)
    search.drop(
        "ledger.document", *SearchEntry.objects.filter(kind="ledger.document").values_list("subject_id", flat=True)
    )
    assert kinds_found(cast.officer, "时刻表") == set()

    index_new_kinds()
    index_new_kinds()

    assert kinds_found(cast.officer, "时刻表") == {"ledger.document"}
