"""What of the ledger waits for whom on Today."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanxin.kernel.waiting import Waiting
from sanxin.ledger.actions import acceptances, extensions, linkages, measures, progress, reopenings, strike_offs
from sanxin.ledger.queries.waiting import waiting_for
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, in_progress, item_for, linkage_of, measure_of, requested, struck_off


def waiting(person: Person, now: datetime) -> dict[str, list[Waiting]]:
    rows: dict[str, list[Waiting]] = {}
    for row in waiting_for(Person.objects.get(pk=person.pk), now.date()):
        rows.setdefault(row.section, []).append(row)
    return rows


def test_a_new_item_waits_for_its_owner_to_accept(cast: Cast, now: datetime) -> None:
    item_for(cast)

    row = waiting(cast.officer, now)["accept"][0]

    assert (row.title, row.meta, row.light_word) == ("竹坑村至镇区班车停运", "2026-0001 · 徐建平立的项", "剩 6 日")
    assert waiting(cast.colleague, now) == {}


def test_a_request_waits_for_the_head_and_not_for_the_owner(cast: Cast, now: datetime) -> None:
    requested(cast)

    row = waiting(cast.head, now)["verify"][0]

    assert row.meta == "2026-0001 · 程晓岚：赶集日两班、平日一班，已开"
    assert "verify" not in waiting(cast.officer, now)


def test_what_the_head_leads_waits_for_the_leader(cast: Cast, now: datetime) -> None:
    requested(cast)
    requested(cast, owner=cast.head, title="屋顶漏雨")

    assert [row.title for row in waiting(cast.leader, now)["verify"]] == ["屋顶漏雨"]


def test_a_named_verifier_is_asked_and_the_head_is_not(cast: Cast, now: datetime) -> None:
    requested(cast, verifier=cast.colleague)

    assert "verify" in waiting(cast.colleague, now)
    assert "verify" not in waiting(cast.head, now)


def test_an_extension_waits_for_head_and_leader(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)
    extensions.ask_extension(item, by=cast.officer, wanted_on=date(2026, 12, 10), reason="等测算", at=now)

    assert "程晓岚想延到 12-10：等测算" in waiting(cast.head, now)["extensions"][0].meta
    assert "extensions" in waiting(cast.leader, now)
    assert "extensions" not in waiting(cast.officer, now)


def test_measures_near_their_day_wait_for_whoever_has_them(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    measure_of(item, cast, due_on=date(2026, 11, 18), at=now - timedelta(days=3))
    measure_of(item, cast, due_on=date(2026, 12, 25))
    measure_of(item, cast, due_on=date(2026, 11, 20), person=None, unit=cast.transport, what="核定补贴")

    rows = waiting(cast.officer, now)["measures"]

    assert [(row.title, row.light_word) for row in rows] == [
        ("与公交公司商定班次", "超期 1 日"),
        ("核定补贴", "剩 1 日"),
    ]


def test_an_item_without_open_measures_waits_by_its_own_day(cast: Cast, now: datetime) -> None:
    measure = measure_of(accepted(cast, due_on=date(2026, 11, 23)), cast)
    assert waiting(cast.officer, now).get("measures", []) == []

    measures.complete_measure(measure, by=cast.officer, at=now)

    assert [row.light_word for row in waiting(cast.officer, now)["measures"]] == ["剩 2 日"]


def test_what_a_department_was_asked_waits_for_its_handler_then_the_answer_for_the_owner(
    cast: Cast, now: datetime
) -> None:
    linkage = linkage_of(accepted(cast), cast)
    assert waiting(cast.handler, now)["linkages"][0].light_word == "剩 2 日"

    answer = linkages.answer_linkage(linkage, by=cast.handler, account="同意", at=now)

    assert "linkages" not in waiting(cast.handler, now)
    assert waiting(cast.officer, now)["answers"][0].title == "市交通运输局：同意"
    linkages.read_answer(answer, by=cast.officer, at=now)
    assert "answers" not in waiting(cast.officer, now)


def test_what_was_returned_waits_until_it_is_asked_again(cast: Cast, now: datetime) -> None:
    item = requested(cast)
    strike_offs.return_for_more(item, by=cast.head, seen=item.version, reason="缺班次表", at=now)
    assert waiting(cast.officer, now)["returned"][0].meta == "2026-0001 · 核验未通过：缺班次表"

    strike_offs.request_strike_off(item, by=cast.officer, account="补了", at=now)

    assert "returned" not in waiting(cast.officer, now)


def test_what_was_handed_back_waits_for_whoever_opened_it(cast: Cast, now: datetime) -> None:
    acceptances.hand_back(item_for(cast), by=cast.officer, reason="归一科", at=now)

    assert waiting(cast.head, now)["returned"][0].meta == "2026-0001 · 程晓岚：归一科"
    assert waiting(cast.officer, now) == {}


@pytest.mark.parametrize("who", ["officer", "head", "leader", "handler"])
def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime, who: str) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            item = accepted(cast, due_on=now.date() + timedelta(days=1))
            measure_of(item, cast)
            linkage_of(item, cast)
            requested(cast)
            back = requested(cast)
            strike_offs.return_for_more(back, by=cast.head, seen=back.version, reason="缺", at=now)
            acceptances.hand_back(item_for(cast), by=cast.officer, reason="归一科", at=now)
            asked = in_progress(cast)
            extensions.ask_extension(asked, by=cast.officer, wanted_on=date(2026, 12, 10), reason="等", at=now)
            assert fresh(asked).is_open

    fill(1)
    queries(getattr(cast, who), now)  # the calendar is read once a process
    few = queries(getattr(cast, who), now)
    fill(3)

    assert queries(getattr(cast, who), now) == few


def queries(person: Person, now: datetime) -> int:
    mine = Person.objects.get(pk=person.pk)
    with CaptureQueriesContext(connection) as captured:
        waiting_for(mine, now.date())
    return len(captured)


def test_what_was_not_solved_waits_until_its_owner_works_on_it_again(cast: Cast, now: datetime) -> None:
    item = struck_off(cast).item
    reopenings.reopen(item.strike_offs.get(), by=cast.liaison, reason="赶集日还是没车", at=now)

    row = waiting(cast.officer, now)["returned"][0]
    assert (row.title, row.light_word) == (item.title, "没解决")
    assert row.meta == f"{item.code} · 重新办理：赶集日还是没车"

    progress.note_progress(fresh(item), by=cast.officer, text="找客运公司谈了", at=now + timedelta(minutes=1))
    assert "returned" not in waiting(cast.officer, now)
