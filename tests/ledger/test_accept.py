"""The owner takes an item on, or gives it back."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import acceptances, owner_changes, progress
from sanxin.ledger.models import Acceptance
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, in_progress, item_for, requested


def test_the_owner_accepts(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    acceptances.accept(item, by=cast.officer, at=now, seen=1)

    assert (fresh(item).stage, fresh(item).version) == (Stage.ACCEPTED, 2)
    assert timeline(item.id)[0].text == "认领了"


def test_nobody_else_accepts(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    with pytest.raises(NotAllowed, match="程晓岚来认领"):
        acceptances.accept(item, by=cast.colleague, at=now)

    assert fresh(item).stage == Stage.OPENED


def test_nobody_accepts_twice(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    with pytest.raises(Refused) as refusal:
        acceptances.accept(item, by=cast.officer, at=now)

    assert refusal.value.code == "ledger.accept.twice"
    assert Acceptance.objects.count() == 1


def test_before_acceptance_no_progress_is_noted(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="先认领再办"):
        progress.note_progress(item_for(cast), by=cast.officer, text="去看过了", at=now)


def test_the_owner_hands_back_with_a_reason(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)

    acceptances.hand_back(item, by=cast.officer, reason="归组织一科", at=now)

    assert fresh(item).stage == Stage.HANDED_BACK
    assert timeline(item.id)[0].text == "退回派单人：归组织一科"


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_hand_back_says_why(cast: Cast, now: datetime, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        acceptances.hand_back(item_for(cast), by=cast.officer, reason=reason, at=now)

    assert refusal.value.field == "reason"


def test_what_was_handed_back_is_neither_accepted_nor_handed_back_again(cast: Cast, now: datetime) -> None:
    item = item_for(cast)
    acceptances.hand_back(item, by=cast.officer, reason="归一科", at=now)

    with pytest.raises(Refused) as accepting:
        acceptances.accept(item, by=cast.officer, at=now)
    with pytest.raises(Refused) as again:
        acceptances.hand_back(item, by=cast.officer, reason="归一科", at=now)

    assert (accepting.value.code, again.value.code) == ("ledger.accept.handed_back", "ledger.hand_back.twice")


def test_only_the_owner_hands_back_and_not_while_it_is_verified(cast: Cast, now: datetime) -> None:
    item = requested(cast)

    with pytest.raises(NotAllowed):
        acceptances.hand_back(item, by=cast.head, reason="归一科", at=now)
    with pytest.raises(Refused) as refusal:
        acceptances.hand_back(item, by=cast.officer, reason="归一科", at=now)

    assert refusal.value.code == "ledger.hand_back.requested"


def test_a_new_owner_accepts_in_turn(cast: Cast, now: datetime) -> None:
    item = item_for(cast)
    acceptances.hand_back(item, by=cast.officer, reason="归一科", at=now)
    owner_changes.change_owner(item, owner=cast.colleague, by=cast.head, reason="他熟", at=now)

    acceptances.accept(item, by=cast.colleague, at=now)

    assert (fresh(item).stage, fresh(item).turn) == (Stage.ACCEPTED, 2)
