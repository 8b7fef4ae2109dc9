"""Notices wait, become one digest a day, go out within limits, are tried again, are given up."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from django.core import mail as letters
from django.db import connection
from django.db.utils import OperationalError

from sanxin.kernel import chores
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Notice, NoticeAddress, NoticeHour, NoticeMessage, NoticeRobot
from sanxin.kernel.notices import Due, kinds, outbox, posting, queue
from sanxin.kernel.notices import chores as notice_chores
from sanxin.kernel.notices.digests import gather
from sanxin.kernel.notices.outbox import GAPS, send_due
from tests.kernel.fake_robot import FakeRobot, fake_robot

COUNTY, OFFICE = new_id(), new_id()
GONE: set[UUID] = set()


def _still(ids: Collection[UUID], day: date) -> set[UUID]:
    return set(ids) - GONE


@pytest.fixture
def waiting() -> Iterator[kinds.NoticeKind]:
    kind = kinds.register("test.waiting", lambda n: f"有 {n} 件", still=_still)
    yield kind
    kinds._kinds.pop("test.waiting")
    GONE.clear()


@pytest.fixture
def house(tmp_path: Path, settings: Any) -> Iterator[FakeRobot]:
    with fake_robot(tmp_path) as found:
        settings.ROBOT_HOSTS, settings.ROBOT_CA = [found.host], found.ca_file
        yield found


def robot_at(url: str, now: datetime, **changes: Any) -> NoticeRobot:
    given = {
        "county_id": COUNTY,
        "office_id": OFFICE,
        "vendor": "wecom",
        "label": "组织二科群",
        "url": url,
        "url_sha256": str(new_id()),
        "added_at": now,
    }
    return NoticeRobot.objects.create(**(given | changes))


def queued(kind: kinds.NoticeKind, now: datetime, *, persons: Collection[UUID] = ()) -> UUID:
    subject = new_id()
    due = Due(kind, subject, now.date(), frozenset({OFFICE}), frozenset(persons))
    queue([due], county_id=COUNTY, at=now)
    return subject


def message(robot: NoticeRobot, now: datetime, **changes: Any) -> NoticeMessage:
    given = {"county_id": COUNTY, "robot": robot, "on": now.date(), "made_at": now, "next_try_at": now}
    return NoticeMessage.objects.create(**(given | {"is_test": True} | changes))


@pytest.mark.django_db
def test_webhook_secret_and_address_are_encrypted_at_rest(now: datetime) -> None:
    robot_at("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=hidden", now, secret="SEChidden")
    NoticeAddress.objects.create(person_id=new_id(), address="hidden@example.test", set_at=now)

    with connection.cursor() as cursor:
        cursor.execute("SELECT url, secret FROM kernel_noticerobot")
        kept = str(cursor.fetchall())
        cursor.execute("SELECT address FROM kernel_noticeaddress")
        kept += str(cursor.fetchall())

    assert "hidden" not in kept
    assert NoticeRobot.objects.get().secret == "SEChidden"


@pytest.mark.django_db
def test_what_waits_goes_out_as_one_digest_a_day(
    now: datetime, waiting: kinds.NoticeKind, house: FakeRobot, settings: Any
) -> None:
    settings.SITE_ADDRESS = "https://sanxin.example.test"
    robot_at(house.url(), now)
    for _ in range(3):
        queued(waiting, now)

    notice_chores.deliver(now)
    queued(waiting, now)
    notice_chores.deliver(now + timedelta(hours=1))
    notice_chores.deliver(now + timedelta(days=1))

    said = [body["text"]["content"] for _path, body in house.asked]  # type: ignore[index]
    assert said == [
        "三心：有事在等\n有 3 件\n请登录看“今日”：https://sanxin.example.test/",
        "三心：有事在等\n有 1 件\n请登录看“今日”：https://sanxin.example.test/",
    ]
    assert NoticeMessage.objects.exclude(sent_at=None).count() == 2


@pytest.mark.django_db
def test_not_before_its_hour_and_not_on_a_day_off(now: datetime, waiting: kinds.NoticeKind) -> None:
    robot_at("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", now)
    NoticeHour.objects.create(county_id=COUNTY, at="16:10")
    queued(waiting, now)

    assert gather(now) == 0
    assert gather(now + timedelta(days=2, hours=8)) == 0, "a Saturday"
    assert gather(now + timedelta(hours=7)) == 1


@pytest.mark.django_db
def test_what_no_longer_holds_is_too_old_or_has_no_robot_is_dropped(now: datetime, waiting: kinds.NoticeKind) -> None:
    robot = robot_at("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", now)
    GONE.add(queued(waiting, now))
    queued(waiting, now - timedelta(days=11))
    removed = robot_at("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=l", now)
    queued(waiting, now)
    NoticeRobot.objects.filter(pk=removed.pk).update(removed_at=now)

    gather(now)

    assert NoticeMessage.objects.get().robot == robot
    assert Notice.objects.exclude(dropped_at=None).count() == 3


@pytest.mark.django_db
def test_queued_once_whoever_runs_it(now: datetime, waiting: kinds.NoticeKind) -> None:
    robot_at("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", now)
    due = Due(waiting, new_id(), now.date(), frozenset({OFFICE}))

    assert [queue([due], county_id=COUNTY, at=now) for _ in range(2)] == [1, 0]


@pytest.mark.django_db
def test_mail_goes_to_those_who_want_it_where_there_is_a_server(
    now: datetime, waiting: kinds.NoticeKind, settings: Any
) -> None:
    wants, silent = new_id(), new_id()
    NoticeAddress.objects.create(person_id=wants, address="zhan@example.test", set_at=now, confirmed_at=now)
    queued(waiting, now, persons=[wants, silent])
    assert not Notice.objects.exists(), "mail is off"

    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.test", "https://sanxin.example.test"
    queued(waiting, now, persons=[wants, silent])
    notice_chores.deliver(now)

    letter = letters.outbox[0]
    assert (letter.to, letter.subject) == (["zhan@example.test"], "三心：有事在等")
    assert "有 1 件" in letter.body
    assert len(letters.outbox) == 1


@pytest.mark.django_db
def test_an_address_nobody_confirmed_gets_one_letter_that_asks_and_nothing_else(
    now: datetime, waiting: kinds.NoticeKind, settings: Any
) -> None:
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.test", "https://sanxin.example.test/"
    person = new_id()
    NoticeAddress.objects.create(person_id=person, address="zhan@example.test", set_at=now - timedelta(days=90))
    NoticeMessage.objects.create(county_id=COUNTY, person_id=person, on=now.date(), made_at=now, next_try_at=now)

    for _ in range(3):
        queued(waiting, now, persons=[person])
        notice_chores.deliver(now)

    [letter] = letters.outbox
    assert letter.to == ["zhan@example.test"]
    assert "https://sanxin.example.test/people/account/mail/" in letter.body
    assert "zhan" not in letter.body
    assert str(person) not in letter.body
    assert not Notice.objects.exists()
    assert NoticeMessage.objects.get(is_test=False).fault == "mail.unconfirmed"


@pytest.mark.django_db
def test_who_takes_mail_back_gets_none(now: datetime, settings: Any) -> None:
    NoticeMessage.objects.create(county_id=COUNTY, person_id=new_id(), on=now.date(), made_at=now, next_try_at=now)

    send_due(now)

    assert NoticeMessage.objects.get().fault == "mail.nobody"
    assert letters.outbox == []


@pytest.mark.django_db
def test_a_robot_that_is_away_is_tried_again_with_growing_gaps_then_given_up(now: datetime, house: FakeRobot) -> None:
    house.status = 503
    row, at = message(robot_at(house.url(), now), now), now
    for gap in GAPS:
        send_due(at)
        row.refresh_from_db()
        assert (row.fault, row.dead_at, row.next_try_at) == ("http.503", None, at + gap)
        assert send_due(at + gap / 2) == 0
        at += gap
    send_due(at)

    row.refresh_from_db()
    assert (row.tries, row.dead_at) == (len(GAPS) + 1, at)
    assert len(house.asked) == len(GAPS) + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "answer", "fault"),
    [
        (404, b"{}", "http.404"),
        (302, b"{}", "http.302"),
        (200, b'{"errcode": 93000, "errmsg": "invalid webhook url"}', "vendor.93000"),
        (200, b"<html>", "answer.strange"),
        (200, b"[1]", "answer.strange"),
        (200, b'{"errcode": 0, "pad": "' + b"x" * 20000 + b'"}', "answer.long"),
    ],
)
def test_what_will_not_change_is_given_up_at_once(
    now: datetime, house: FakeRobot, status: int, answer: bytes, fault: str
) -> None:
    house.status, house.answer = status, answer
    house.headers = {"Location": house.url("/elsewhere")} if status == 302 else {}
    row = message(robot_at(house.url(), now), now)

    send_due(now)

    row.refresh_from_db()
    assert (row.fault, row.dead_at) == (fault, now)
    assert len(house.asked) == 1, "no redirect is followed"


@pytest.mark.django_db
def test_too_many_says_the_other_side_and_it_is_tried_again(now: datetime, house: FakeRobot) -> None:
    house.answer = b'{"errcode": 45009}'
    row = message(robot_at(house.url(), now), now)

    send_due(now)
    house.answer = b'{"errcode": 0}'
    send_due(now + GAPS[0])

    row.refresh_from_db()
    assert (row.fault, row.sent_at) == ("", now + GAPS[0])


@pytest.mark.django_db
def test_a_certificate_nobody_vouches_for_is_not_spoken_to(now: datetime, house: FakeRobot, settings: Any) -> None:
    settings.ROBOT_CA = ""
    row = message(robot_at(house.url(), now), now)

    send_due(now)

    row.refresh_from_db()
    assert row.fault == "network.certificate"
    assert house.asked == []


@pytest.mark.django_db
def test_a_host_that_is_not_named_any_more_is_not_spoken_to(now: datetime, house: FakeRobot, settings: Any) -> None:
    row = message(robot_at(house.url(), now), now)
    settings.ROBOT_HOSTS = []

    send_due(now)

    row.refresh_from_db()
    assert (row.fault, row.dead_at) == ("address.host", now)


@pytest.mark.django_db
def test_who_answers_too_slowly_is_hung_up_on(now: datetime, house: FakeRobot, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = Event()
    house.before = lambda: ends.wait(30) and None
    monkeypatch.setattr(posting, "PATIENCE", 0.2)
    row = message(robot_at(house.url(), now), now)

    send_due(now)
    ends.set()

    row.refresh_from_db()
    assert row.fault == "network.timeout"
    assert row.next_try_at == now + GAPS[0]


@pytest.mark.django_db
def test_a_robot_is_spoken_to_within_its_limit(now: datetime, house: FakeRobot) -> None:
    robot = robot_at(house.url(), now)
    for _ in range(25):
        message(robot, now)

    first = send_due(now)
    second = send_due(now + timedelta(seconds=61))

    assert (first, second) == (18, 7)


@pytest.mark.django_db
def test_feishu_is_spoken_to_slowly_and_signed(now: datetime, house: FakeRobot) -> None:
    later = now + timedelta(minutes=3)
    robot = robot_at(house.url("/open-apis/bot/v2/hook/abc"), now, vendor="feishu", secret="s")
    for _ in range(6):
        message(robot, now)

    assert send_due(now) == 0, "half past nine is spared"
    assert send_due(later) == 4
    assert send_due(later + timedelta(seconds=2)) == 2
    assert {"timestamp", "sign", "msg_type", "content"} == set(house.asked[0][1])


@pytest.mark.django_db
def test_a_paused_robot_keeps_silent(now: datetime, house: FakeRobot) -> None:
    message(robot_at(house.url(), now, paused_at=now), now)

    assert send_due(now) == 0
    assert house.asked == []


@pytest.mark.django_db
def test_two_workers_never_send_the_same(now: datetime, house: FakeRobot, monkeypatch: pytest.MonkeyPatch) -> None:
    row = message(robot_at(house.url(), now), now)
    claim = outbox._claim

    def claimed_by_another_first(one: NoticeMessage, at: datetime) -> bool:
        return claim(one, at) and claim(one, at)

    monkeypatch.setattr(outbox, "_claim", claimed_by_another_first)

    assert send_due(now) == 0
    row.refresh_from_db()
    assert (row.tries, house.asked) == (1, [])


@pytest.mark.django_db
def test_trouble_with_notices_leaves_other_chores_alone(
    now: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(now: datetime) -> int:
        raise OperationalError("database is away")

    monkeypatch.setattr(notice_chores, "gather", fail)

    chores.do_chores(now)

    assert "notices failed" in caplog.text


@pytest.mark.django_db
def test_old_ones_are_forgotten(now: datetime, waiting: kinds.NoticeKind, house: FakeRobot) -> None:
    robot_at(house.url(), now)
    queued(waiting, now)
    notice_chores.deliver(now)

    notice_chores.forget_old(now + timedelta(days=181))

    assert not Notice.objects.exists()
    assert not NoticeMessage.objects.exists()
