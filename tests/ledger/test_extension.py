"""More time is asked for before the deadline and decided by somebody else."""

from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import extensions
from sanxin.ledger.actions.owner_changes import change_owner
from sanxin.ledger.models import ExtensionRequest
from sanxin.ledger.queries.waiting import waiting_for
from tests.cast import Cast
from tests.ledger.builders import DUE, fresh, in_progress

LATER = date(2026, 12, 10)


def asked(cast: Cast, now: datetime, **changes: object) -> ExtensionRequest:
    given = {"by": cast.officer, "wanted_on": LATER, "reason": "等公交公司测算", "at": now}
    return extensions.ask_extension(in_progress(cast), **(given | changes))  # type: ignore[arg-type]


def test_a_granted_extension_moves_the_deadline(cast: Cast, now: datetime) -> None:
    request = asked(cast, now)

    extensions.decide_extension(request, by=cast.head, granted=True, at=now)

    item = fresh(request.item)
    assert (item.due_on, item.first_due_on) == (LATER, DUE)
    assert timeline(item.id)[0].text == "同意延期，期限由 11-27 改为 12-10"


def test_another_day_than_the_one_asked_may_be_granted(cast: Cast, now: datetime) -> None:
    request = asked(cast, now)

    extensions.decide_extension(request, by=cast.leader, granted=True, due_on=date(2026, 12, 4), at=now)

    assert fresh(request.item).due_on == date(2026, 12, 4)


def test_a_refused_extension_leaves_the_deadline_and_says_why(cast: Cast, now: datetime) -> None:
    request = asked(cast, now)

    with pytest.raises(Refused) as silent:
        extensions.decide_extension(request, by=cast.head, granted=False, at=now)
    extensions.decide_extension(request, by=cast.head, granted=False, note="先开一班", at=now)

    assert silent.value.field == "note"
    assert fresh(request.item).due_on == DUE
    assert timeline(request.item.id)[0].text == "不同意延期，仍按 11-27 办结：先开一班"


def test_on_the_day_itself_it_may_still_be_asked(cast: Cast, now: datetime) -> None:
    last_minute = now.replace(day=DUE.day, hour=23, minute=59)

    assert asked(cast, now, at=last_minute).due_on == DUE


def test_after_the_deadline_it_is_too_late(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        asked(cast, now, at=now + timedelta(days=9))

    assert refusal.value.code == "ledger.extension.late"
    assert not ExtensionRequest.objects.exists()


@pytest.mark.parametrize(("changes", "field"), [({"reason": " "}, "reason"), ({"wanted_on": DUE}, "wanted_on")])
def test_it_has_a_reason_and_a_later_day(cast: Cast, now: datetime, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        asked(cast, now, **changes)

    assert refusal.value.field == field


def test_only_the_owner_asks(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        asked(cast, now, by=cast.colleague)


def test_one_request_at_a_time(cast: Cast, now: datetime) -> None:
    request = asked(cast, now)

    with pytest.raises(Refused) as refusal:
        extensions.ask_extension(request.item, by=cast.officer, wanted_on=LATER, reason="再等", at=now)

    assert refusal.value.code == "ledger.extension.undecided"


def test_nobody_decides_their_own_request(cast: Cast, now: datetime) -> None:
    item = in_progress(cast, owner=cast.head)
    request = extensions.ask_extension(item, by=cast.head, wanted_on=LATER, reason="等", at=now)

    with pytest.raises(NotAllowed) as refusal:
        extensions.decide_extension(request, by=cast.head, granted=True, at=now)

    assert refusal.value.code == "ledger.extension.own_request"


def test_an_officer_does_not_decide_and_nobody_decides_twice(cast: Cast, now: datetime) -> None:
    request = asked(cast, now)
    with pytest.raises(NotAllowed):
        extensions.decide_extension(request, by=cast.colleague, granted=True, at=now)
    extensions.decide_extension(request, by=cast.head, granted=True, at=now)

    with pytest.raises(Refused) as refusal:
        extensions.decide_extension(request, by=cast.leader, granted=True, at=now)

    assert refusal.value.code == "ledger.extension.twice"


def test_the_day_granted_lies_ahead(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        extensions.decide_extension(asked(cast, now), by=cast.head, granted=True, due_on=DUE, at=now)

    assert refusal.value.field == "due_on"


def test_who_leads_the_item_by_now_does_not_decide(cast: Cast, now: datetime) -> None:
    request = asked(cast, now)
    change_owner(request.item, owner=cast.head, by=cast.leader, reason="程晓岚下乡", at=now)

    with pytest.raises(NotAllowed) as refusal:
        extensions.decide_extension(request, by=cast.head, granted=True, at=now)

    assert refusal.value.code == "ledger.extension.own_item"
    assert fresh(request.item).due_on == DUE
    assert not [row for row in waiting_for(cast.head, now.date()) if row.section == "extensions"]


def test_a_slip_in_the_year_is_told(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        asked(cast, now, wanted_on=date(9999, 12, 31))

    assert (refusal.value.code, refusal.value.field) == ("ledger.due.far", "wanted_on")
