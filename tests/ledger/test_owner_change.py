"""Another person leads."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import acceptances, owner_changes
from sanxin.ledger.rules.stages import Stage
from tests.cast import Cast
from tests.ledger.builders import fresh, in_progress, item_for, requested, struck_off


def test_the_head_names_another_owner_who_has_to_accept(cast: Cast, now: datetime) -> None:
    item = in_progress(cast)

    owner_changes.change_owner(item, owner=cast.colleague, by=cast.head, reason="程晓岚下村", at=now)

    item = fresh(item)
    assert (item.owner, item.stage, item.turn) == (cast.colleague, Stage.OPENED, 2)
    assert timeline(item.id)[0].text == "牵头人由程晓岚改为何志明：程晓岚下村"


def test_the_same_owner_again_answers_a_hand_back(cast: Cast, now: datetime) -> None:
    item = item_for(cast)
    acceptances.hand_back(item, by=cast.officer, reason="归一科", at=now)

    owner_changes.change_owner(item, owner=cast.officer, by=cast.head, reason="商量过，还是二科办", at=now)

    assert fresh(item).stage == Stage.OPENED


def test_a_verifier_who_becomes_owner_is_no_longer_verifier(cast: Cast, now: datetime) -> None:
    item = item_for(cast, verifier=cast.colleague)

    owner_changes.change_owner(item, owner=cast.colleague, by=cast.head, reason="换人", at=now)

    assert fresh(item).verifier is None


def test_the_present_owner_is_no_change(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        owner_changes.change_owner(item_for(cast), owner=cast.officer, by=cast.head, reason="换人", at=now)

    assert refusal.value.code == "ledger.owner.same"


def test_a_change_says_why(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        owner_changes.change_owner(item_for(cast), owner=cast.colleague, by=cast.head, reason="", at=now)

    assert refusal.value.field == "reason"


def test_the_owner_does_not_pass_it_on_alone(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        owner_changes.change_owner(item_for(cast), owner=cast.colleague, by=cast.officer, reason="忙", at=now)


def test_not_while_verified_and_not_afterwards(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as waiting:
        owner_changes.change_owner(requested(cast), owner=cast.colleague, by=cast.head, reason="换人", at=now)
    with pytest.raises(Refused) as ended:
        owner_changes.change_owner(struck_off(cast).item, owner=cast.colleague, by=cast.head, reason="换人", at=now)

    assert (waiting.value.code, ended.value.code) == ("ledger.owner.requested", "ledger.item.struck_off")


def test_who_takes_it_over_keeps_no_verifier_of_their_own_choice(cast: Cast, now: datetime) -> None:
    item = item_for(cast, by=cast.head, verifier=cast.colleague)

    owner_changes.change_owner(item, owner=cast.head, by=cast.head, reason="我来", at=now)

    assert fresh(item).verifier is None
