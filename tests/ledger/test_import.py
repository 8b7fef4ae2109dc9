"""An older ledger is taken over once, under our own numbers."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.sheets import Context, kind_of
from sanxin.kernel.sheets.rows import Row, digest_of
from sanxin.ledger import sheets
from sanxin.ledger.actions.imports import OldItem, take_over
from sanxin.ledger.models import CoOperation, Item, Progress, StrikeOff, StrikeOffRequest
from sanxin.ledger.queries.stages import differing
from sanxin.ledger.rules.old_ledgers import says_done
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import item_for

ClientOf = Callable[[Person], Client]

DUE = date(2026, 12, 1)


def row_of(line: int, **values: object) -> Row:
    empty = {column.key: None for column in sheets.COLUMNS}
    whole = empty | {"title": "班车停运", "due_on": DUE} | values
    digest = digest_of("ledger.items", whole)  # type: ignore[arg-type]
    return Row(line, whole, digest, digest)  # type: ignore[arg-type]


def test_rows_become_items_with_consecutive_numbers(cast: Cast, now: datetime) -> None:
    item_for(cast)
    rows = [
        row_of(2, number="17", owner=str(cast.colleague.id), town="洪岩镇", village="竹坑村", kind="民生"),
        row_of(3, number="18", unit="市交通运输局", progress="公交公司同意每日一班", opened_on=date(2026, 9, 1)),
    ]

    applied = sheets.apply(rows, by=cast.head, at=now)

    first, second = Item.objects.order_by("number")[1:]
    assert (applied.added, first.code, second.code) == (2, "2026-0002", "2026-0003")
    assert (first.owner, first.section, first.place, first.kind) == (
        cast.colleague,
        cast.section,
        cast.village,
        "livelihood",
    )
    assert (first.source, first.stage) == ("原台账 17 号", Stage.OPENED)
    assert (second.owner, second.opened_at.date()) == (cast.head, date(2026, 9, 1))
    assert CoOperation.objects.get(item=second).unit == cast.transport
    assert Progress.objects.get(item=second).text == "公交公司同意每日一班"
    assert item_for(cast).code == "2026-0004"


def test_the_same_file_twice_adds_nothing(cast: Cast, now: datetime) -> None:
    rows = [row_of(2, number="17"), row_of(3, title="护栏缺损")]
    sheets.apply(rows, by=cast.head, at=now)

    again = sheets.apply(rows, by=cast.officer, at=now)

    assert (again.added, again.unchanged, Item.objects.count()) == (0, 2, 2)
    assert item_for(cast).number == 3


def test_what_was_done_is_struck_off_but_not_by_its_own_owner(cast: Cast, now: datetime) -> None:
    rows = [
        row_of(2, number="1", done="已销号", owner=str(cast.officer.id)),
        row_of(3, number="2", done="已销号", owner=str(cast.head.id)),
        row_of(4, number="3", done="未完成", owner=str(cast.officer.id)),
    ]

    sheets.apply(rows, by=cast.head, at=now)

    assert [item.stage for item in Item.objects.order_by("number")] == [Stage.STRUCK_OFF, Stage.OPENED, Stage.OPENED]
    struck = StrikeOff.objects.get()
    assert (struck.method, struck.by, struck.request, struck.note) == ("imported", cast.head, None, "已销号")
    assert not StrikeOffRequest.objects.exists()
    event = timeline(struck.item_id)[0]
    assert event.text == "导入旧台账，3 件，编号 2026-0001 至 2026-0003；其中 1 件原台账已销号，照录，没有再核验"
    assert differing() == []


def test_an_officers_word_makes_nothing_done(cast: Cast, now: datetime) -> None:
    rows = [row_of(2, number="1", done="已销号", owner=str(cast.colleague.id)), row_of(3, number="2", done="办理中")]

    sheets.apply(rows, by=cast.officer, at=now)

    done, running = Item.objects.order_by("number")
    assert (done.stage, running.stage) == (Stage.OPENED, Stage.OPENED)
    assert Progress.objects.get(item=done).text == "原台账写的是“已销号”；还没有在这里核验，先不销号。"
    assert Progress.objects.get(item=running).text == "办理中"
    assert "照录" not in timeline(done.id)[0].text


def test_the_page_says_that_nobody_verified_it_here(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    sheets.apply([row_of(2, done="已销号", owner=str(cast.officer.id))], by=cast.head, at=now)
    item = Item.objects.get()

    page = client_of(cast.officer).get(reverse("ledger:item", args=[item.pk])).text

    assert "没有再核验：原台账已销号，由徐建平导入" in page
    assert "照录原台账" in page


def test_a_strike_off_nobody_asked_for_is_one_of_an_older_ledger(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        StrikeOff.objects.create(item=item, round=1, method="on_site", by=cast.head, at=now)


def test_many_rows_take_as_many_queries_as_few(cast: Cast, now: datetime) -> None:
    def queries(start: int, count: int) -> int:
        rows = [
            row_of(n, number=str(n), done="已完成", owner=str(cast.officer.id)) for n in range(start, start + count)
        ]
        with CaptureQueriesContext(connection) as captured:
            sheets.apply(rows, by=cast.head, at=now)
        return len(captured)

    queries(0, 1)

    assert queries(10, 3) == queries(100, 30)


def test_a_handler_takes_nothing_over(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        take_over([OldItem("no:1", "班车", DUE)], office=cast.department, by=cast.handler, at=now)

    assert not sheets.may_import(cast.handler)
    assert sheets.may_import(cast.officer)


def test_a_deadline_before_the_opening_is_a_fault(cast: Cast, now: datetime) -> None:
    context = Context(cast.head, cast.department, now)

    faults = list(sheets.check_rows([row_of(5, opened_on=date(2026, 12, 2))], context))

    assert [(fault.number, fault.column) for fault in faults] == [(5, "due_on")]


def test_the_kind_is_known_and_offers_the_people_of_the_office(cast: Cast, now: datetime) -> None:
    names = [name for _value, name in sheets.people(Context(cast.head, cast.department, now))]

    assert kind_of("ledger.items").column("owner").required is False
    assert "程晓岚" in names
    assert "占伟" not in names


@pytest.mark.parametrize(
    ("words", "done"), [("已办结。", True), ("√", True), ("基本完成", False), ("尚未销号", False), ("", False)]
)
def test_only_a_plain_word_means_done(words: str, done: bool) -> None:
    assert says_done(words) is done
