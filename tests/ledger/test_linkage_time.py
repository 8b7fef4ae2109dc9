"""More time for a department: asked before its day, granted or refused by whoever asked it."""

from datetime import date, datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.actions import linkages
from sanxin.ledger.actions.linkage_extensions import ask_for_time, decide_time
from sanxin.ledger.models import Linkage, LinkageExtension
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, linkage_of
from tests.ledger.linked import item_of

LATER = date(2026, 12, 1)


def wanted(cast: Cast, now: datetime) -> LinkageExtension:
    return ask_for_time(linkage_of(accepted(cast), cast), by=cast.handler, wanted_on=LATER, reason="等测算", at=now)


def test_it_is_granted_and_the_day_moves(cast: Cast, now: datetime) -> None:
    request = wanted(cast, now)

    decide_time(request, by=cast.officer, granted=True, at=now)

    assert Linkage.objects.get().due_on == LATER
    assert request.due_on == date(2026, 11, 23)
    assert timeline(request.linkage_id)[0].text == "同意市交通运输局延期，由 11-23 改为 12-01"


def test_another_day_may_be_given(cast: Cast, now: datetime) -> None:
    decide_time(wanted(cast, now), by=cast.officer, granted=True, due_on=date(2026, 11, 27), at=now)

    assert Linkage.objects.get().due_on == date(2026, 11, 27)


def test_it_is_refused_with_a_reason(cast: Cast, now: datetime) -> None:
    request = wanted(cast, now)

    with pytest.raises(Refused) as silent:
        decide_time(request, by=cast.officer, granted=False, at=now)
    decide_time(request, by=cast.officer, granted=False, note="赶集前要定", at=now)

    assert silent.value.field == "note"
    assert Linkage.objects.get().due_on == date(2026, 11, 23)
    assert timeline(request.linkage_id)[0].text == "不同意市交通运输局延期，仍按 11-23 答复：赶集前要定"


@pytest.mark.parametrize(
    ("day", "reason", "after", "code"),
    [
        (date(2026, 11, 23), "等", 0, "ledger.linkage_extension.not_later"),
        (LATER, " ", 0, "ledger.linkage_extension.no_reason"),
        (LATER, "等", 5, "ledger.linkage_extension.late"),
        (date(2046, 12, 1), "等", 0, "ledger.due.far"),
    ],
)
def test_asked_before_the_day_for_a_later_one_with_a_reason(
    cast: Cast, now: datetime, day: date, reason: str, after: int, code: str
) -> None:
    linkage = linkage_of(accepted(cast), cast)

    with pytest.raises(Refused) as refusal:
        ask_for_time(linkage, by=cast.handler, wanted_on=day, reason=reason, at=now + timedelta(days=after))

    assert refusal.value.code == code


def test_one_request_at_a_time(cast: Cast, now: datetime) -> None:
    request = wanted(cast, now)

    with pytest.raises(Refused) as again:
        ask_for_time(request.linkage, by=cast.handler, wanted_on=LATER, reason="等", at=now)
    decide_time(request, by=cast.officer, granted=True, at=now)
    second = ask_for_time(request.linkage, by=cast.handler, wanted_on=date(2026, 12, 8), reason="等", at=now)

    assert again.value.code == "ledger.linkage_extension.undecided"
    assert (second.order, second.due_on) == (2, LATER)


def test_decided_once_by_those_who_asked(cast: Cast, now: datetime) -> None:
    request = wanted(cast, now)

    for person in (cast.handler, cast.stranger):
        with pytest.raises(NotAllowed):
            decide_time(request, by=person, granted=True, at=now)
    with pytest.raises(Refused) as earlier:
        decide_time(request, by=cast.officer, granted=True, due_on=date(2026, 11, 20), at=now)
    with pytest.raises(Overtaken):
        decide_time(request, by=cast.officer, granted=True, seen=fresh(item_of(request.linkage)).version - 1, at=now)
    decide_time(request, by=cast.head, granted=True, at=now)
    with pytest.raises(Refused) as twice:
        decide_time(request, by=cast.officer, granted=True, at=now)

    assert earlier.value.code == "ledger.linkage_extension.not_later"
    assert twice.value.code == "ledger.linkage_extension.twice"


def test_nothing_to_decide_once_it_is_answered(cast: Cast, now: datetime) -> None:
    request = wanted(cast, now)
    linkages.answer_linkage(request.linkage, by=cast.handler, account="能开", at=now)

    with pytest.raises(Refused) as refusal:
        decide_time(request, by=cast.officer, granted=True, at=now)

    assert refusal.value.code == "ledger.linkage.answered"
