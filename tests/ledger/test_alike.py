"""The same problem before, and how it was solved."""

from datetime import datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanxin.ledger.actions import measures, strike_offs
from sanxin.ledger.models import Item
from sanxin.ledger.queries.alike import alike
from sanxin.ledger.rules.likeness import scores
from tests.cast import Cast
from tests.conftest import NOW
from tests.ledger.builders import accepted, fresh, item_for, measure_of, struck_off, with_evidence

LAMPS = "我们村口的路灯坏了两个月，晚上黑漆漆的，老人不敢出门"


def solved(cast: Cast, title: str, *, note: str = "", **changes: object) -> Item:
    """Opened two weeks ago, one measure carried out, struck off today."""
    item = accepted(cast, title=title, at=NOW - timedelta(days=14), **changes)
    done = measure_of(item, cast, what="换灯头 6 盏")
    measures.complete_measure(done, by=cast.officer, at=NOW)
    with_evidence(item)
    strike_offs.request_strike_off(item, by=cast.officer, account="六盏都亮了", at=NOW)
    strike_offs.strike_off(item, by=cast.head, seen=fresh(item).version, method="on_site", note=note, at=NOW)
    return fresh(item)


def test_the_likest_comes_first_with_how_it_was_solved(cast: Cast, now: datetime) -> None:
    lamps = solved(cast, "村道路灯缺亮 6 盏", note="夜里去看过，全亮", detail="路灯坏了没人修")
    solved(cast, "自来水水压不足", detail="三楼没水")

    found = alike(LAMPS, cast.department)

    assert [one.item for one in found] == [lamps]
    assert (found[0].how, found[0].measures, found[0].days) == ("夜里去看过，全亮", ["换灯头 6 盏"], 10)
    assert 0 < found[0].score <= 1


def test_without_a_note_the_owners_account_says_how(cast: Cast, now: datetime) -> None:
    solved(cast, "村道路灯缺亮")

    assert alike(LAMPS, cast.department)[0].how == "六盏都亮了"


def test_only_what_is_struck_off_and_of_that_office(cast: Cast, now: datetime) -> None:
    item_for(cast, title="村道路灯缺亮")
    solved(cast, "村道路灯缺亮")

    assert len(alike(LAMPS, cast.department)) == 1
    assert alike(LAMPS, cast.transport) == []


def test_the_same_place_is_not_the_same_problem(cast: Cast, now: datetime) -> None:
    struck_off(cast, title="竹坑村至镇区班车停运")

    assert alike("竹坑村的自来水又停了", cast.department) == []
    assert alike("", cast.department) == []
    assert alike("？！……", cast.department) == []


def test_no_more_than_asked_for(cast: Cast, now: datetime) -> None:
    for place in ("东头", "西头", "桥边"):
        solved(cast, f"{place}路灯不亮")

    assert len(alike(LAMPS, cast.department, limit=2)) == 2


def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            alike(LAMPS, cast.department)
        return len(captured)

    solved(cast, "路灯不亮")
    queries()
    few = queries()
    for _ in range(6):
        solved(cast, "路灯不亮了")

    assert queries() == few


def test_rare_words_count_more_than_common_ones() -> None:
    texts = ["路灯不亮难出行", "道路破损难出行", *["难出行"] * 200]

    lamp, road, *_rest = scores("村里路灯坏了难出行", texts)

    assert lamp > 2 * road > 0
    assert scores("路灯不亮难出行", texts)[0] == 1
    assert scores("", texts)[0] == 0
