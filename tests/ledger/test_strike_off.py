"""Somebody other than the owner verifies, and then it is struck off."""

from datetime import datetime, timedelta

import pytest

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.roles import Role
from sanxin.ledger.actions import progress, strike_offs
from sanxin.ledger.models import Item, StrikeOff, StrikeOffRequest
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Post
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, in_progress, measure_of, requested, struck_off, with_evidence


def test_a_verified_item_is_struck_off(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    row = strike_offs.strike_off(item, by=cast.head, seen=item.version, method="on_site", note="看到班次表", at=now)

    item = fresh(item)
    assert (item.stage, item.struck_off_on) == (Stage.STRUCK_OFF, now.date())
    assert (row.verifier, row.round) == (cast.head, 1)
    assert timeline(item.id)[0].text == "核验通过，销号（到现场看）"


def test_a_request_says_what_is_missing(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    measure_of(item, cast)
    measure_of(item, cast)

    with pytest.raises(Refused) as refusal:
        strike_offs.request_strike_off(item, by=cast.officer, account="好了", at=now)

    assert refusal.value.sentence == "现在还不能申请销号：措施 1、2 还没办完；还没有佐证。"
    assert not StrikeOffRequest.objects.exists()


def test_a_request_needs_evidence(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)

    with pytest.raises(Refused, match="还没有佐证"):
        strike_offs.request_strike_off(item, by=cast.officer, account="好了", at=now)


def test_only_the_owner_asks(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    with_evidence(item)

    with pytest.raises(NotAllowed) as refusal:
        strike_offs.request_strike_off(item, by=cast.colleague, account="好了", at=now)

    assert refusal.value.code == "ledger.strike_off.not_owner"


def test_a_request_says_how_it_was_solved(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    with_evidence(item)

    with pytest.raises(Refused) as refusal:
        strike_offs.request_strike_off(item, by=cast.officer, account=" ", at=now)

    assert refusal.value.field == "account"


def test_nobody_asks_twice(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    with pytest.raises(Refused) as refusal:
        strike_offs.request_strike_off(item, by=cast.officer, account="好了", at=now)

    assert refusal.value.code == "ledger.strike_off.requested_twice"


def test_nobody_strikes_off_their_own_item(cast: Cast, now: datetime) -> None:
    item = requested(cast, owner=cast.head)

    with pytest.raises(NotAllowed) as refusal:
        strike_offs.strike_off(item, by=cast.head, seen=item.version, method="papers", at=now)

    assert refusal.value.code == "ledger.strike_off.own_item"
    assert fresh(item).stage == Stage.STRIKE_OFF_REQUESTED


def test_a_colleague_without_the_task_does_not_verify(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    with pytest.raises(NotAllowed) as refusal:
        strike_offs.strike_off(item, by=cast.colleague, seen=item.version, method="papers", at=now)

    assert refusal.value.code == "ledger.strike_off.not_verifier"


def test_a_head_elsewhere_is_no_head_here(cast: Cast, now: datetime) -> None:
    item = requested(cast)
    Post.objects.create(person=cast.colleague, unit=cast.transport, role=Role.SECTION_HEAD, since=now.date())

    with pytest.raises(NotAllowed) as refusal:
        strike_offs.strike_off(item, by=cast.colleague, seen=item.version, method="papers", at=now)

    assert refusal.value.code == "ledger.strike_off.not_verifier"
    assert not Item.objects.to_verify_by(cast.colleague).exists()


def test_the_named_verifier_verifies(cast: Cast, now: datetime) -> None:
    item = requested(cast, verifier=cast.colleague)

    strike_offs.strike_off(item, by=cast.colleague, seen=item.version, method="asked_people", at=now)

    assert fresh(item).stage == Stage.STRUCK_OFF


def test_without_a_request_there_is_nothing_to_verify(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)

    with pytest.raises(Refused) as refusal:
        strike_offs.strike_off(item, by=cast.head, seen=item.version, method="papers", at=now)

    assert refusal.value.code == "ledger.strike_off.not_requested"


def test_nobody_strikes_off_twice(cast: Cast, now: datetime) -> None:
    row = struck_off(cast)
    item = fresh(row.item)

    with pytest.raises(Refused) as refusal:
        strike_offs.strike_off(item, by=cast.leader, seen=item.version, method="papers", at=now)

    assert refusal.value.code == "ledger.strike_off.twice"
    assert StrikeOff.objects.count() == 1


@pytest.mark.parametrize("method", ["", "guess", "imported"])
def test_the_way_of_verifying_is_said(cast: Cast, now: datetime, method: str) -> None:
    item = requested(cast)

    with pytest.raises(Refused) as refusal:
        strike_offs.strike_off(item, by=cast.head, seen=item.version, method=method, at=now)

    assert refusal.value.field == "method"


def test_who_was_overtaken_is_told_what_changed(cast: Cast, now: datetime) -> None:
    item = requested(cast)
    progress.note_progress(item, by=cast.colleague, text="赶集日第二班还没开", at=now)

    with clock.frozen(now + timedelta(minutes=2)), pytest.raises(Overtaken) as refusal:
        strike_offs.strike_off(item, by=cast.head, seen=item.version, method="papers", at=now)

    said = refusal.value.sentence
    assert said == "何志明 2 分钟前改过这件：记进展：赶集日第二班还没开。您写的还没有存，看过新的情况再办。"
    assert (fresh(item).stage, StrikeOff.objects.count()) == (Stage.STRIKE_OFF_REQUESTED, 0)


def test_a_return_goes_back_to_the_owner_with_a_reason(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    row = strike_offs.return_for_more(item, by=cast.head, seen=item.version, reason="缺班次表", at=now)

    assert (fresh(item).stage, row.reason) == (Stage.IN_PROGRESS, "缺班次表")


def test_after_a_return_the_owner_asks_again(cast: Cast, now: datetime) -> None:
    item = requested(cast)
    strike_offs.return_for_more(item, by=cast.head, seen=item.version, reason="缺班次表", at=now)

    again = strike_offs.request_strike_off(item, by=cast.officer, account="补了班次表", at=now)

    assert (again.attempt, fresh(item).stage) == (2, Stage.STRIKE_OFF_REQUESTED)


def test_a_return_says_why(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    with pytest.raises(Refused) as refusal:
        strike_offs.return_for_more(item, by=cast.head, seen=item.version, reason=" ", at=now)

    assert refusal.value.code == "ledger.return.no_reason"


def test_nothing_to_return_without_a_request(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)

    with pytest.raises(Refused) as refusal:
        strike_offs.return_for_more(item, by=cast.head, seen=item.version, reason="缺", at=now)

    assert refusal.value.code == "ledger.return.not_requested"


def test_the_owner_does_not_return_their_own(cast: Cast, now: datetime) -> None:
    item = requested(cast, owner=cast.head)

    with pytest.raises(NotAllowed):
        strike_offs.return_for_more(item, by=cast.head, seen=item.version, reason="缺", at=now)


def test_the_database_keeps_one_strike_off_a_round(cast: Cast, now: datetime) -> None:
    from django.db import IntegrityError, transaction

    row = struck_off(cast)
    other = StrikeOffRequest.objects.create(item=row.item, round=1, attempt=9, account="x", by=cast.officer, at=now)

    with pytest.raises(IntegrityError), transaction.atomic():
        StrikeOff.objects.create(item=row.item, round=1, request=other, method="papers", by=cast.head, at=now)

    assert Item.objects.struck_off().count() == 1
