"""An item may rest; its deadline moves by the working days in between."""

from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import suspensions
from sanxin.ledger.models import Item
from tests.cast import Cast
from tests.ledger.builders import DUE, fresh, in_progress, requested

UNTIL = date(2026, 11, 26)
"""A week from NOW: five working days."""


def test_a_rest_moves_the_deadline_by_working_days(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)

    suspensions.suspend(item, by=cast.head, until=UNTIL, reason="等年终结账", at=now)

    item = fresh(item)
    assert (item.suspended_until, item.due_on) == (UNTIL, date(2026, 12, 4))
    assert item.is_suspended(now.date())
    assert Item.objects.suspended(now.date()).get() == item


def test_it_ends_by_itself(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)
    suspensions.suspend(item, by=cast.head, until=UNTIL, reason="等", at=now)

    assert not fresh(item).is_suspended(UNTIL + timedelta(days=1))
    assert Item.objects.running(UNTIL + timedelta(days=1)).exists()


def test_an_early_resumption_keeps_only_the_days_lost(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)
    suspensions.suspend(item, by=cast.head, until=UNTIL, reason="等", at=now)

    suspensions.resume(item, by=cast.leader, at=now + timedelta(days=1))

    item = fresh(item)
    assert (item.suspended_until, item.due_on) == (None, date(2026, 11, 30))


def test_resumed_the_same_day_nothing_was_lost(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)
    suspensions.suspend(item, by=cast.head, until=UNTIL, reason="等", at=now)

    suspensions.resume(item, by=cast.head, at=now)

    assert fresh(item).due_on == DUE


def test_heads_and_leaders_decide(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        suspensions.suspend(in_progress(cast), by=cast.officer, until=UNTIL, reason="等", at=now)


def test_whoever_leads_it_leaves_that_to_somebody_else(cast: Cast, now: datetime) -> None:
    own = in_progress(cast, owner=cast.head, by=cast.leader)

    with pytest.raises(NotAllowed, match="暂停要由别人来定"):
        suspensions.suspend(own, by=cast.head, until=UNTIL, reason="等", at=now)

    suspensions.suspend(own, by=cast.leader, until=UNTIL, reason="等", at=now)
    suspensions.resume(own, by=cast.head, at=now)
    assert not fresh(own).is_suspended(now.date())


def test_not_twice_not_without_reason_not_backwards_not_while_verified(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)
    refused = []
    for target, until, reason in (
        (item, UNTIL, " "),
        (item, now.date(), "等"),
        (requested(cast), UNTIL, "等"),
    ):
        with pytest.raises(Refused) as refusal:
            suspensions.suspend(target, by=cast.head, until=until, reason=reason, at=now)
        refused.append(refusal.value.code)
    suspensions.suspend(item, by=cast.head, until=UNTIL, reason="等", at=now)
    with pytest.raises(Refused) as twice:
        suspensions.suspend(item, by=cast.head, until=UNTIL, reason="等", at=now)

    assert refused == ["ledger.suspend.no_reason", "ledger.suspend.past", "ledger.suspend.requested"]
    assert twice.value.code == "ledger.suspend.twice"


def test_only_what_rests_is_resumed(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        suspensions.resume(in_progress(cast), by=cast.head, at=now)

    assert refusal.value.code == "ledger.resume.not_suspended"
