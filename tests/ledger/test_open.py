"""Putting something on the ledger."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sanxin.kernel import search
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions.items import NewMeasure
from sanxin.ledger.models import CoOperation, Item, Measure
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import DUE, item_for


def test_an_item_gets_number_owner_and_deadline(cast: Cast, now: datetime) -> None:
    item = item_for(cast, kind="livelihood", outcome_wanted="赶集日两班")

    assert (item.code, item.stage, item.version) == ("2026-0001", Stage.OPENED, 1)
    assert (item.owner, item.section, item.due_on, item.first_due_on) == (cast.officer, cast.section, DUE, DUE)
    assert item.where == "洪岩镇 竹坑村"
    assert timeline(item.id)[0].text == "立项，编号 2026-0001，程晓岚牵头，11-27 前办结"


def test_numbers_follow_each_other_and_begin_anew_each_year(cast: Cast, now: datetime) -> None:
    next_year = now + timedelta(days=60)

    codes = [item_for(cast).code, item_for(cast).code, item_for(cast, at=next_year, due_on=date(2027, 3, 1)).code]

    assert codes == ["2026-0001", "2026-0002", "2027-0001"]


def test_a_refused_item_leaves_no_gap(cast: Cast, now: datetime) -> None:
    item_for(cast)
    with pytest.raises(Refused):
        item_for(cast, title=" ")

    assert item_for(cast).code == "2026-0002"


def test_a_deadline_in_working_days_skips_the_weekend(cast: Cast, now: datetime) -> None:
    item = item_for(cast, due_on=None, working_days=3)

    assert item.due_on == date(2026, 11, 24)  # Friday, Monday, Tuesday


def test_measures_and_cooperating_units_come_along(cast: Cast, now: datetime) -> None:
    planned = [NewMeasure("摸清需求", DUE, person=cast.officer), NewMeasure("核定补贴", DUE, unit=cast.transport)]

    item = item_for(cast, measures=planned, cooperating=[cast.town, cast.town])

    assert [(m.order, m.who) for m in Measure.objects.filter(item=item)] == [(1, "程晓岚"), (2, "市交通运输局")]
    assert CoOperation.objects.get(item=item).unit == cast.town


def test_the_search_finds_it_at_once(cast: Cast, now: datetime) -> None:
    item_for(cast, detail="逢三逢八赶集日最集中")

    found = search.find(cast.officer, "赶集日", kinds=["ledger.item"])

    assert len(found[0].hits) == 1
    assert not search.find(cast.stranger, "赶集日", kinds=["ledger.item"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "ledger.open.no_title"),
        ({"due_on": None}, "ledger.open.no_due"),
        ({"due_on": None, "working_days": 0}, "ledger.open.no_days"),
        ({"due_on": date(2026, 11, 18)}, "ledger.due.past"),
    ],
)
def test_what_is_missing_is_said(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        item_for(cast, **changes)

    assert refusal.value.code == code
    assert refusal.value.field


def test_nobody_writes_in_another_offices_ledger(cast: Cast, now: datetime) -> None:
    for outsider in (cast.stranger, cast.handler, cast.administrator):
        with pytest.raises(NotAllowed):
            item_for(cast, by=outsider)

    assert not Item.objects.exists()


def test_an_owner_is_of_the_county_and_still_here(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="不在本县"):
        item_for(cast, owner=cast.stranger)
    cast.colleague.left_on = now.date()
    with pytest.raises(Refused, match="已经离开"):
        item_for(cast, owner=cast.colleague)


def test_nobody_is_named_to_verify_their_own(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        item_for(cast, verifier=cast.officer)

    assert refusal.value.field == "verifier"


def test_the_database_refuses_a_number_twice(cast: Cast, now: datetime) -> None:
    first, second = item_for(cast), item_for(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.filter(pk=second.pk).update(number=first.number)


def test_who_leads_their_own_item_does_not_choose_who_verifies_it(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed) as refusal:
        item_for(cast, by=cast.officer, owner=cast.officer, verifier=cast.colleague)

    assert refusal.value.field == "verifier"
    assert item_for(cast, by=cast.officer, owner=cast.officer).verifier is None
    assert item_for(cast, by=cast.head, owner=cast.officer, verifier=cast.colleague).verifier == cast.colleague


def test_how_pressing_it_is_has_three_words(cast: Cast, now: datetime) -> None:
    assert item_for(cast, urgency="urgent").tags == ["紧急"]
    with pytest.raises(Refused) as refusal:
        item_for(cast, urgency="ordinary")
    assert refusal.value.field == "urgency"

    kept = item_for(cast)
    kept.urgency = "ordinary"  # as an earlier version of the demo kept it
    assert kept.tags == []
