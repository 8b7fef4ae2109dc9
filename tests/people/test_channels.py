"""Robots, the hour of the digest, messages tried again, one's own mail: verbs and pages."""

from collections.abc import Callable
from datetime import datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Job, Notice, NoticeAddress, NoticeHour, NoticeMessage, NoticeRobot
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.people.actions import channels
from sanxin.people.models import Person
from tests.cast import Cast
from tests.people.builders import key

ClientOf = Callable[[Person], Client]
URL = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=5f0c-hidden"


def robot_of(cast: Cast, now: datetime, url: str = URL) -> NoticeRobot:
    return channels.add_robot(
        cast.department, label="组织二科群", url=url, secret="SEChidden", by=cast.administrator, at=now
    )


def dead_of(robot: NoticeRobot, now: datetime) -> NoticeMessage:
    return NoticeMessage.objects.create(
        county_id=robot.county_id,
        robot=robot,
        on=now.date(),
        made_at=now,
        next_try_at=now,
        tries=6,
        dead_at=now,
        fault="http.503",
    )


def test_a_robot_is_added_paused_resumed_removed(cast: Cast, now: datetime) -> None:
    robot = robot_of(cast, now)

    channels.pause(robot, by=cast.administrator, seen=1, at=now)
    channels.resume(robot, by=cast.administrator, seen=2, at=now)
    channels.remove(robot, by=cast.administrator, seen=3, at=now)

    robot.refresh_from_db()
    assert (robot.vendor, robot.url, robot.secret) == ("wecom", "", "")
    assert [event.text for event in timeline(robot.id)] == [
        "撤掉机器人“组织二科群”，地址已抹去",
        "恢复机器人“组织二科群”",
        "停发机器人“组织二科群”",
        "接入企业微信机器人“组织二科群”",
    ]
    assert all("hidden" not in str(event.facts) for event in timeline(robot.id))


def test_removing_drops_what_waits_for_it(cast: Cast, now: datetime) -> None:
    robot = robot_of(cast, now)
    Notice.objects.create(
        county_id=cast.county.id, kind="k", subject_id=cast.county.id, occasion=now.date(), robot=robot, queued_at=now
    )
    NoticeMessage.objects.create(county_id=cast.county.id, robot=robot, on=now.date(), made_at=now, next_try_at=now)

    channels.remove(robot, by=cast.administrator, seen=1, at=now)

    assert not Notice.objects.waiting().exists()
    assert NoticeMessage.objects.get().fault == "robot.removed"


@pytest.mark.parametrize(
    ("label", "url", "field"),
    [(" ", URL, "label"), ("群", "https://evil.example/cgi-bin/webhook/send?key=k", "url"), ("群", "http://x", "url")],
)
def test_what_a_robot_needs(cast: Cast, now: datetime, label: str, url: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        channels.add_robot(cast.department, label=label, url=url, secret="", by=cast.administrator, at=now)

    assert refusal.value.field == field


def test_not_twice_and_only_by_the_administrator_of_the_county(cast: Cast, now: datetime) -> None:
    robot = robot_of(cast, now)

    with pytest.raises(Refused) as twice:
        robot_of(cast, now)
    for person in (cast.officer, cast.leader, cast.stranger_administrator):
        with pytest.raises(NotAllowed):
            channels.add_robot(cast.department, label="群", url=URL, secret="", by=person, at=now)
        with pytest.raises(NotAllowed):
            channels.remove(robot, by=person, seen=1, at=now)
        with pytest.raises(NotAllowed):
            channels.send_test(robot, by=person, at=now)
        with pytest.raises(NotAllowed):
            channels.set_hour(cast.county, hour=time(9, 10), by=person, seen=0, at=now)

    assert twice.value.code == "people.robot.twice"


def test_verbs_out_of_turn(cast: Cast, now: datetime) -> None:
    robot, by = robot_of(cast, now), cast.administrator

    with pytest.raises(Refused) as running:
        channels.resume(robot, by=by, seen=1, at=now)
    with pytest.raises(Overtaken, match="柯明刚改过：接入"):
        channels.pause(robot, by=by, seen=0, at=now)
    channels.pause(robot, by=by, seen=1, at=now)
    robot.refresh_from_db()
    with pytest.raises(Refused) as paused:
        channels.pause(robot, by=by, seen=2, at=now)
    with pytest.raises(Refused) as test:
        channels.send_test(robot, by=by, at=now)
    channels.remove(robot, by=by, seen=2, at=now)
    with pytest.raises(Refused) as removed:
        channels.pause(robot, by=by, seen=3, at=now)

    codes = [refusal.value.code for refusal in (running, paused, test, removed)]
    assert codes == ["people.robot.running", "people.robot.paused", "people.robot.paused", "people.robot.removed"]


def test_a_test_is_queued_and_sent_by_long_work(cast: Cast, now: datetime) -> None:
    job = channels.send_test(robot_of(cast, now), by=cast.administrator, at=now)

    assert job.kind == channels.SEND
    assert NoticeMessage.objects.get().is_test


def test_a_message_that_was_given_up_is_tried_again(cast: Cast, now: datetime) -> None:
    message = dead_of(robot_of(cast, now), now)

    channels.try_again(message, by=cast.administrator, at=now)

    message.refresh_from_db()
    assert (message.tries, message.dead_at) == (0, None)
    with pytest.raises(Refused) as again:
        channels.try_again(message, by=cast.administrator, at=now)
    assert again.value.code == "people.message.not_dead"


def test_not_by_strangers_nor_to_a_robot_that_is_gone(cast: Cast, now: datetime) -> None:
    robot = robot_of(cast, now)
    message = dead_of(robot, now)
    with pytest.raises(NotAllowed):
        channels.try_again(message, by=cast.stranger_administrator, at=now)
    channels.remove(robot, by=cast.administrator, seen=1, at=now)

    with pytest.raises(Refused) as refusal:
        channels.try_again(NoticeMessage.objects.get(), by=cast.administrator, at=now)

    assert refusal.value.code == "people.robot.removed"


def test_the_hour_is_changed_by_whoever_saw_it(cast: Cast, now: datetime) -> None:
    channels.set_hour(cast.county, hour=time(9, 10), by=cast.administrator, seen=0, at=now)

    with pytest.raises(Overtaken, match="柯明刚改过：每天发提醒的时间由 08:40 改为 09:10。"):
        channels.set_hour(cast.county, hour=time(10, 10), by=cast.administrator, seen=0, at=now)

    assert NoticeHour.objects.get().at == time(9, 10)
    assert timeline(cast.county.id)[0].text == "每天发提醒的时间由 08:40 改为 09:10"


def test_mail_is_ones_own_choice(cast: Cast, now: datetime) -> None:
    channels.set_address(cast.officer, address="cheng@example.test", by=cast.officer, at=now)
    with pytest.raises(Refused):
        channels.set_address(cast.officer, address="x@example.test", by=cast.administrator, at=now)

    assert NoticeAddress.objects.get().address == "cheng@example.test"
    assert "example" not in str([event.facts for event in timeline(cast.officer.id)])
    channels.set_address(cast.officer, address=" ", by=cast.officer, at=now)
    assert not NoticeAddress.objects.exists()


def test_the_pages_of_the_administrator(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    client, page = client_of(cast.administrator), reverse("people:channels")
    empty = client.get(page).text
    told = {"office": cast.department.pk, "label": "组织二科群", "url": URL, "secret": "SEChidden"}

    wrong = client.post(reverse("people:new_robot"), {**key(), **told, "url": "https://evil.example/x"})
    made = client.post(reverse("people:new_robot"), {**key(), **told})
    robot = NoticeRobot.objects.get()
    dead = dead_of(robot, now)
    full, one = client.get(page).text, client.get(reverse("people:robot", args=[robot.pk])).text
    tested = client.post(reverse("people:test_robot", args=[robot.pk]), key())
    again = client.post(reverse("people:try_again", args=[dead.pk]), key())
    hour = client.post(reverse("people:notice_hour"), {**key(), "hour": "09:10", "seen": "0"})
    nonsense = client.post(reverse("people:notice_hour"), {**key(), "hour": "25:99", "seen": "1"})
    turned = client.post(reverse("people:turn_robot", args=[robot.pk]), {**key(), "to": "pause", "seen": "1"})
    odd = client.post(reverse("people:turn_robot", args=[robot.pk]), {**key(), "to": "explode", "seen": "2"})

    assert "还没有接入" in empty
    assert "邮件没有开" in empty
    assert "这不像群机器人的地址" in wrong.text
    assert [answer.status_code for answer in (wrong, made, tested, again, hour, nonsense, turned, odd)] == [
        *(422, 302, 302, 302, 302, 422, 302, 422)
    ]
    assert "对方没有收" in full
    for text in (full, one):
        assert "组织二科群" in text
        assert "5f0c" not in text
        assert "SEChidden" not in text
    assert Job.objects.count() == 2
    assert client_of(cast.stranger_administrator).get(reverse("people:robot", args=[robot.pk])).status_code == 404
    assert client_of(cast.officer).get(page).status_code == 403


def test_anybody_chooses_mail_for_themselves(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    client, page = client_of(cast.handler), reverse("people:notice_address")

    assert "现在发不了" in client.get(page).text
    assert client.post(page, {**key(), "address": "not an address"}).status_code == 422
    assert client.post(page, {**key(), "address": "zhan@example.test"}).status_code == 302
    assert NoticeAddress.objects.get().person_id == cast.handler.id


def test_the_number_of_queries_does_not_grow(
    cast: Cast, now: datetime, client_of: ClientOf, django_assert_num_queries: Callable[..., object]
) -> None:
    client, page = client_of(cast.administrator), reverse("people:channels")

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            dead_of(robot_of(cast, now, url=f"{URL}{number}"), now)

    fill(0, 3)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    fill(3, 30)
    with django_assert_num_queries(len(few)):
        client.get(page)
