"""Reminded before, told the day after, then the leader: on Today and as notices, each once, without anybody's data."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from sanxin.kernel import clock
from sanxin.kernel.models import Notice, NoticeAddress, NoticeMessage, NoticeRobot
from sanxin.kernel.notices import digests, kinds, outbox
from sanxin.kernel.notices.words import subject_of, text_of
from sanxin.ledger.actions import linkages, progress, suspensions
from sanxin.ledger.actions.escalation import KINDS, due_in, escalate
from sanxin.ledger.actions.linkage_extensions import ask_for_time
from sanxin.ledger.models import Linkage
from sanxin.ledger.queries.waiting import waiting_for
from sanxin.ledger.rules.escalation import Step, step_of
from sanxin.people.models import Person
from sanxin_engines.workdays import Calendar
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh, linkage_of
from tests.ledger.linked import item_of

DUE = date(2026, 11, 23)
"""A Monday; NOW is the Thursday before."""


def later(now: datetime, days: int) -> datetime:
    return now + timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2026, 11, 18), None),
        (date(2026, 11, 19), Step.SOON),
        (date(2026, 11, 22), Step.SOON),
        (date(2026, 11, 23), Step.SOON),
        (date(2026, 11, 24), Step.LATE),
        (date(2026, 11, 27), Step.LATE),
        (date(2026, 11, 29), Step.LATE),
        (date(2026, 11, 30), Step.LEADER),
        (date(2026, 12, 30), Step.LEADER),
    ],
)
def test_the_steps_go_by_working_days(today: date, step: Step | None) -> None:
    assert step_of(DUE, today=today, calendar=Calendar([], []), remind_days=2, leader_days=5) is step


def test_no_days_before_is_no_reminder() -> None:
    assert step_of(DUE, today=DUE, calendar=Calendar([], []), remind_days=0, leader_days=5) is None


def robot_of(cast: Cast, office: Any, now: datetime) -> NoticeRobot:
    return NoticeRobot.objects.create(
        county_id=cast.county.id,
        office_id=office.id,
        vendor="wecom",
        label=str(office),
        url="https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k",
        url_sha256=str(office.id),
        added_at=now,
    )


@pytest.fixture
def channels(cast: Cast, now: datetime, settings: Any) -> Cast:
    """A robot for both offices, mail for everybody."""
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example", "https://sanxin.example"
    for office in (cast.department, cast.transport):
        robot_of(cast, office, now)
    for person in (cast.officer, cast.leader, cast.handler, cast.head, cast.colleague):
        address = f"{person.staff_number}@example.test"
        NoticeAddress.objects.create(person_id=person.id, address=address, set_at=now, confirmed_at=now)
    return cast


def told(step: Step) -> tuple[set[str], set[str]]:
    """Which robots and persons have a notice of a step."""
    rows = Notice.objects.filter(kind=KINDS[step].code).select_related("robot")
    names = dict(Person.objects.values_list("pk", "name"))
    return (
        {row.robot.label for row in rows if row.robot},
        {names[row.person_id] for row in rows if row.person_id},
    )


def test_each_step_tells_who_has_to_know_and_once(channels: Cast, now: datetime) -> None:
    linkage_of(accepted(channels), channels)

    for days in (0, 0, 1, 5, 5, 11, 11, 12):
        escalate(later(now, days))

    assert told(Step.SOON) == ({"市交通运输局"}, {"占伟"})
    assert told(Step.LATE) == ({"市交通运输局", "市委组织部"}, {"占伟", "程晓岚"})
    assert told(Step.LEADER) == ({"市委组织部"}, {"叶文清"})
    assert Notice.objects.count() == 8


def test_a_second_run_finds_nothing_new(channels: Cast, now: datetime) -> None:
    linkage_of(accepted(channels), channels)

    assert (escalate(now), escalate(now)) == (2, 0)


def test_another_deadline_is_another_reminder(channels: Cast, now: datetime) -> None:
    linkage = linkage_of(accepted(channels), channels)
    escalate(now)

    Linkage.objects.filter(pk=linkage.pk).update(due_on=date(2026, 12, 7))

    assert escalate(later(now, 15)) == 2


def test_nothing_of_what_is_answered_over_or_suspended(channels: Cast, now: datetime) -> None:
    answered, still = linkage_of(accepted(channels), channels), linkage_of(accepted(channels), channels)
    linkages.answer_linkage(answered, by=channels.handler, account="好", at=now)
    item = item_of(still)
    suspensions.suspend(item, by=channels.head, until=date(2026, 12, 20), reason="封路", at=now)

    assert list(due_in(channels.county.id, later(now, 20).date())) == []


def test_without_a_channel_there_is_nothing_to_queue(cast: Cast, now: datetime) -> None:
    linkage_of(accepted(cast), cast)

    assert escalate(now) == 0


def test_a_digest_counts_and_leaves_out_what_was_answered_meanwhile(channels: Cast, now: datetime) -> None:
    kept = [linkage_of(accepted(channels), channels) for _ in range(3)]
    escalate(now)
    linkages.answer_linkage(kept[0], by=channels.handler, account="好", at=now)

    digests.gather(now)

    message = NoticeMessage.objects.get(robot__label="市交通运输局")
    assert message.lines == [[KINDS[Step.SOON].code, 2]]
    assert "有 2 件联动快到期，还没有答复" in text_of(message)
    assert Notice.objects.exclude(dropped_at=None).count() == 2


PERSONAL = ("方茂林", "13812342210", "360281195403071234", "余海生", "竹坑", "肝硬化", "占伟", "程晓岚")


def test_no_notice_says_what_or_who(channels: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """An item full of what must not get out; every kind of notice that is made of it is rendered and searched."""
    full = " ".join(PERSONAL)
    item = accepted(channels, title=full, detail=full, place_text=full, source=full, outcome_wanted=full)
    progress.note_progress(item, by=channels.officer, text=full, at=now)
    linkage_of(fresh(item), channels, asks=full, contact=full[:60])
    seen: set[str] = set()
    posted: list[str] = []

    def post(url: str, body: bytes) -> dict[str, object]:
        posted.append(body.decode())
        return {"errcode": 0}

    monkeypatch.setattr(outbox, "post", post)

    for days in (0, 5, 11):
        with clock.frozen(later(now, days)):
            escalate(later(now, days))
            digests.gather(later(now, days))
            outbox.send_due(later(now, days))
    for message in NoticeMessage.objects.all():
        seen |= {str(code) for code, _count in message.lines}
        _check(subject_of(message) + text_of(message) + str(message.lines), item)
    for letter in mail.outbox:
        _check(letter.subject + str(letter.body), item)

    assert seen == set(kinds.registered()), "a kind of notice this test does not make"
    for body in posted:
        _check(body, item)
    assert mail.outbox
    assert posted


def _check(text: str, item: Any) -> None:
    found: Collection[str] = [word for word in (*PERSONAL, item.code, str(item.pk)) if word in text]
    assert not found, found


def waiting(person: Person, day: date) -> list[tuple[str, str]]:
    rows = waiting_for(Person.objects.get(pk=person.pk), day)
    return [(row.section, row.light_word) for row in rows if row.section == "chasing"]


def test_today_shows_it_to_the_lead_and_then_to_the_leader(cast: Cast, now: datetime) -> None:
    linkage_of(accepted(cast, due_on=date(2027, 3, 1)), cast)

    def on(days: int) -> list[list[tuple[str, str]]]:
        day = later(now, days).date()
        with clock.frozen(later(now, days)):
            return [waiting(person, day) for person in (cast.officer, cast.leader, cast.head)]

    assert on(4) == [[], [], []]
    assert on(5) == [[("chasing", "超期 1 日")], [], []]
    assert on(11) == [[("chasing", "超期 5 日")], [("chasing", "超期 5 日")], []]


def test_today_shows_more_time_wanted_and_what_was_handed_back(cast: Cast, now: datetime) -> None:
    first, second = linkage_of(accepted(cast), cast), linkage_of(accepted(cast), cast)
    ask_for_time(first, by=cast.handler, wanted_on=date(2026, 12, 1), reason="等测算", at=now)
    linkages.hand_back_linkage(second, by=cast.handler, reason="归公交公司", at=now)

    def sections() -> dict[str, str]:
        rows = waiting_for(Person.objects.get(pk=cast.officer.pk), now.date())
        return {row.section: row.meta for row in rows if row.section in {"extensions", "returned"}}

    assert "想延到 12-01：等测算" in sections()["extensions"]
    assert "归公交公司" in sections()["returned"]
    progress.note_progress(item_of(second), by=cast.officer, text="改找公交公司", at=later(now, 0) + timedelta(hours=1))
    assert "returned" not in sections()
