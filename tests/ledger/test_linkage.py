"""Other departments are asked, answer, or hand back."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.ledger.actions import linkages, strike_offs
from sanxin.ledger.models import Linkage, LinkageAnswer, LinkageReading
from sanxin.ledger.rules.stages import Stage
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, item_for, linkage_of, photo, struck_off, with_evidence

ClientOf = Callable[[Person], Client]


def test_a_department_is_asked_until_a_day(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    linkage = linkage_of(item, cast)

    assert fresh(item).stage == Stage.IN_PROGRESS
    assert timeline(linkage.id)[0].text == "请市交通运输局联动，11-23 前答复"


def test_its_handler_answers_with_files(cast: Cast, now: datetime) -> None:
    linkage = linkage_of(accepted(cast), cast)

    linkages.answer_linkage(linkage, by=cast.handler, account="按每班次 80 元核定", uploads=[photo("复函.txt")], at=now)

    assert not Linkage.objects.unanswered().exists()
    assert linkage.evidence.get().attachment.name == "复函.txt"
    assert timeline(linkage.item.id)[0].text == "市交通运输局答复：按每班次 80 元核定"


def test_nobody_else_answers(cast: Cast, now: datetime) -> None:
    linkage = linkage_of(accepted(cast), cast)

    for person in (cast.officer, cast.liaison, cast.stranger):
        with pytest.raises(NotAllowed):
            linkages.answer_linkage(linkage, by=person, account="同意", at=now)


def test_nobody_answers_twice_or_after_handing_back(cast: Cast, now: datetime) -> None:
    answered, returned = linkage_of(accepted(cast), cast), linkage_of(accepted(cast), cast)
    linkages.answer_linkage(answered, by=cast.handler, account="同意", at=now)
    linkages.hand_back_linkage(returned, by=cast.handler, reason="归公交公司", at=now)

    with pytest.raises(Refused) as twice:
        linkages.answer_linkage(answered, by=cast.handler, account="同意", at=now)
    with pytest.raises(Refused) as after:
        linkages.answer_linkage(returned, by=cast.handler, account="同意", at=now)

    assert (twice.value.code, after.value.code) == ("ledger.linkage.answered", "ledger.linkage.handed_back")
    assert LinkageAnswer.objects.count() == 1


def test_answer_and_hand_back_have_words(cast: Cast, now: datetime) -> None:
    linkage = linkage_of(accepted(cast), cast)

    with pytest.raises(Refused) as answer:
        linkages.answer_linkage(linkage, by=cast.handler, account=" ", at=now)
    with pytest.raises(Refused) as hand_back:
        linkages.hand_back_linkage(linkage, by=cast.handler, reason=" ", at=now)

    assert (answer.value.field, hand_back.value.field) == ("account", "reason")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"asks": " "}, "ledger.linkage.empty"),
        ({"due_on": date(2026, 11, 18)}, "ledger.due.past"),
    ],
)
def test_what_is_asked_has_words_and_a_day(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        linkage_of(accepted(cast), cast, **changes)

    assert refusal.value.code == code


def test_not_ones_own_office_and_not_twice_at_a_time(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    linkage_of(item, cast)

    with pytest.raises(Refused) as own:
        linkage_of(item, cast, unit=cast.department)
    with pytest.raises(Refused) as again:
        linkage_of(item, cast)

    assert (own.value.code, again.value.code) == ("ledger.linkage.own_office", "ledger.linkage.still_open")


def test_nobody_is_asked_before_somebody_leads_or_after_it_is_over(cast: Cast, now: datetime) -> None:
    for item in (item_for(cast), struck_off(cast).item):
        with pytest.raises(Refused):
            linkage_of(item, cast)
    with pytest.raises(NotAllowed):
        linkage_of(accepted(cast), cast, by=cast.handler)


def test_a_department_is_reminded_once_a_day(cast: Cast, now: datetime) -> None:
    linkage = linkage_of(accepted(cast), cast)
    linkages.remind(linkage, by=cast.officer, at=now)

    with pytest.raises(Refused) as refusal:
        linkages.remind(linkage, by=cast.colleague, at=now)
    linkages.remind(linkage, by=cast.officer, at=now + timedelta(days=1))

    assert refusal.value.code == "ledger.linkage.reminded_today"
    assert linkage.reminders.count() == 2


def test_nobody_is_reminded_of_what_is_over(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    linkage = linkage_of(item, cast)
    with_evidence(item)
    strike_offs.request_strike_off(item, by=cast.officer, account="已开", at=now)
    strike_offs.strike_off(item, by=cast.head, seen=fresh(item).version, method="on_site", at=now)

    with pytest.raises(Refused) as refusal:
        linkages.remind(linkage, by=cast.officer, at=now)

    assert refusal.value.code == "ledger.item.struck_off"


def test_an_answer_is_read_once(cast: Cast, now: datetime) -> None:
    linkage = linkage_of(accepted(cast), cast)
    answer = linkages.answer_linkage(linkage, by=cast.handler, account="同意", at=now)

    linkages.read_answer(answer, by=cast.officer, at=now)
    linkages.read_answer(answer, by=cast.officer, at=now)

    assert LinkageReading.objects.count() == 1
    assert timeline(linkage.id)[0].text == "看过市交通运输局的答复"


def test_who_answers_second_reads_why_and_keeps_the_words(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage = linkage_of(accepted(cast), cast)
    address = reverse("ledger:linkage", args=[linkage.pk])
    linkages.answer_linkage(linkage, by=cast.handler, account="同意", at=now)

    answer = client_of(cast.handler).post(address, {"once": str(new_id()), "account": "归镇里修<b>"})

    assert answer.status_code == 422
    assert "市交通运输局已经答复过了。" in answer.text
    assert "归镇里修&lt;b&gt;" in answer.text
    assert LinkageAnswer.objects.get().account == "同意"
