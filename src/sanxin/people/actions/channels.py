"""Channels for notices: robots of group chats, the hour of the digest, one's own e-mail."""

import hashlib
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record, timeline
from sanxin.kernel.jobs import Job, start
from sanxin.kernel.locks import locked
from sanxin.kernel.models import Notice, NoticeAddress, NoticeHour, NoticeMessage, NoticeRobot
from sanxin.kernel.notices import confirming, events, mail
from sanxin.kernel.notices.addresses import check_webhook
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people import permissions
from sanxin.people.models import Person, Unit

SEND = "people.notices"
"""The long work that sends what waits, asked for after a test and another try."""
LETTER = "people.letter"
"""The same, asked for by whoever gave an address."""


@action
def add_robot(office: Unit, *, label: str, url: str, secret: str, by: Person, at: datetime) -> NoticeRobot:
    """A robot of an office's group. Refused: an address that is no robot's, one added already, no name."""
    county_id = _county(office)
    permissions.check_may_manage(county_id, by)
    vendor = check_webhook(url.strip())
    if not label.strip():
        raise Refused("people.robot.no_label", _("给它起个名字，如“组织二科群”。"), field="label")
    digest = hashlib.sha256(url.strip().encode()).hexdigest()
    if NoticeRobot.objects.in_use().filter(url_sha256=digest).exists():
        raise Refused("people.robot.twice", _("这个机器人已经接入了。"), field="url")
    row = NoticeRobot.objects.create(
        county_id=county_id,
        office_id=office.id,
        vendor=vendor,
        label=label.strip(),
        url=url.strip(),
        secret=secret.strip(),
        url_sha256=digest,
        added_at=at,
    )
    _record(events.ROBOT_ADDED, row, by=by, at=at, vendor=row.vendor)
    return row


@action
def pause(robot: NoticeRobot, *, by: Person, seen: int, at: datetime) -> NoticeRobot:
    """Nothing goes there until it is resumed; what is queued by then waits or becomes too old."""
    robot = _claim(robot, by=by, seen=seen)
    if robot.paused_at is not None:
        raise Refused("people.robot.paused", _("已经停发了。"))
    robot.paused_at = at
    return _settle(events.ROBOT_PAUSED, robot, by=by, at=at)


@action
def resume(robot: NoticeRobot, *, by: Person, seen: int, at: datetime) -> NoticeRobot:
    robot = _claim(robot, by=by, seen=seen)
    if robot.paused_at is None:
        raise Refused("people.robot.running", _("它没有停，一直在发。"))
    robot.paused_at = None
    return _settle(events.ROBOT_RESUMED, robot, by=by, at=at)


@action
def remove(robot: NoticeRobot, *, by: Person, seen: int, at: datetime) -> NoticeRobot:
    """Its address and secret are wiped; what it sent stays listed, what waits for it is dropped."""
    robot = _claim(robot, by=by, seen=seen)
    robot.removed_at, robot.url, robot.secret = at, "", ""
    Notice.objects.waiting().filter(robot=robot).update(dropped_at=at)
    NoticeMessage.objects.filter(robot=robot, sent_at=None, dead_at=None).update(dead_at=at, fault="robot.removed")
    return _settle(events.ROBOT_REMOVED, robot, by=by, at=at)


@action
def send_test(robot: NoticeRobot, *, by: Person, at: datetime) -> Job:
    """One message that says nothing but that it arrived; goes out by long work, whose page says how it went."""
    permissions.check_may_manage(robot.county_id, by)
    if robot.removed_at is not None or robot.paused_at is not None:
        raise Refused("people.robot.paused", _("它停着，先恢复再试。"))
    NoticeMessage.objects.create(
        county_id=robot.county_id,
        robot=robot,
        on=timezone.localdate(at),
        is_test=True,
        made_at=at,
        next_try_at=at,
    )
    _record(events.ROBOT_TESTED, robot, by=by, at=at)
    return start(SEND, by=by, county_id=robot.county_id)


@action
def try_again(message: NoticeMessage, *, by: Person, at: datetime) -> Job:
    """Let a message that was given up go out once more, from the first try."""
    permissions.check_may_manage(message.county_id, by)
    message = locked(NoticeMessage.objects.filter(pk=message.pk)).get()
    if message.dead_at is None:
        raise Refused("people.message.not_dead", _("这条没有放弃：发出去了，或者还在等着再发。"))
    if message.robot is not None and message.robot.removed_at is not None:
        raise Refused("people.robot.removed", _("这个机器人已经撤掉，发不了了。"))
    message.dead_at, message.tries, message.next_try_at = None, 0, at
    message.save(update_fields=["dead_at", "tries", "next_try_at"])
    about = [("kernel.message", message.id)]
    record(events.TRIED_AGAIN, county_id=message.county_id, by=by, at=at, about=about)
    return start(SEND, by=by, county_id=message.county_id)


@action
def set_hour(county: Unit, *, hour: time, by: Person, seen: int, at: datetime) -> NoticeHour:
    """When the county's digest goes out on working days."""
    permissions.check_may_manage(county.id, by)
    held = locked(NoticeHour.objects.filter(county_id=county.id)).first()
    if seen != (held.version if held else 0):
        words = _what_changed(county.id, events.HOUR_CHANGED) or _("刚有人改过发提醒的时间。看一眼现在的，再定。")
        raise Overtaken("people.hour.overtaken", words)
    row = held or NoticeHour(county_id=county.id, version=0)
    before, row.at, row.version = (held.at if held else NoticeHour.DEFAULT), hour, row.version + 1
    row.save()
    facts = {"before": f"{before:%H:%M}", "after": f"{hour:%H:%M}"}
    record(events.HOUR_CHANGED, county_id=county.id, by=by, at=at, about=[("people.unit", county.id)], facts=facts)
    return row


@action
def set_address(person: Person, *, address: str, by: Person, at: datetime) -> Job | None:
    """One's own choice and nobody else's. An empty address takes it back.

    A new one is believed once it is confirmed: a letter goes there, and again if the same is given while it waits.
    Refused after five letters within a day.
    """
    if by.id != person.id:
        raise Refused("people.address.others", _("收不收邮件由本人自己定。"))
    if not address.strip():
        if NoticeAddress.objects.filter(person_id=person.id).delete()[0]:
            _tell_of_address(events.ADDRESS_DROPPED, person, at)
        return None
    row = locked(NoticeAddress.objects.filter(person_id=person.id)).first()
    if row is not None and row.address == address.strip():
        return _ask_whose(row, person, at) if row.confirmed_at is None else None
    fresh = {"address": address.strip(), "set_at": at, "asked_at": None, "confirmed_at": None}
    row, _new = NoticeAddress.objects.update_or_create(person_id=person.id, defaults=fresh)
    _tell_of_address(events.ADDRESS_SET, person, at)
    return _ask_whose(row, person, at)


def _ask_whose(row: NoticeAddress, person: Person, at: datetime) -> Job | None:
    """The letter; without a mail server it is written once there is one."""
    if not mail.is_on():
        return None
    if confirming.asked_lately(person.id, at) >= confirming.MOST_A_DAY:
        words = _("一天最多寄 {n} 封确认信，今天的寄完了。看看邮箱写对没有、信在不在垃圾箱，明天再寄。")
        raise Refused("people.address.often", words.format(n=confirming.MOST_A_DAY), field="address")
    confirming.ask(row, county_id=person.county_id, at=at)
    _tell_of_address(events.ADDRESS_ASKED, person, at)
    return start(LETTER, by=person, county_id=person.county_id)


@action
def confirm_address(token: str, *, by: Person, at: datetime) -> NoticeAddress:
    """They opened the letter, signed in as whoever gave the address: notices go there from now on.

    Refused: a link that is too old, of an address changed since, of somebody else. Twice changes nothing.
    """
    row = locked(NoticeAddress.objects.filter(person_id=by.id)).first()
    if row is None or not confirming.fits(token, row, at):
        words = _("这个链接不能用：过了三天、邮箱改过，或者是别人的。请在“邮件提醒”里看看现在填的，再寄一封。")
        raise Refused("people.address.link", words)
    if row.confirmed_at is None:
        row.confirmed_at = at
        row.save(update_fields=["confirmed_at"])
        _tell_of_address(events.ADDRESS_CONFIRMED, by, at)
    return row


def _tell_of_address(name: str, person: Person, at: datetime) -> None:
    record(name, county_id=person.county_id, by=person, at=at, about=[("people.person", person.id)])


def _claim(robot: NoticeRobot, *, by: Person, seen: int) -> NoticeRobot:
    permissions.check_may_manage(robot.county_id, by)
    fresh = locked(NoticeRobot.objects.filter(pk=robot.pk)).get()
    if fresh.removed_at is not None:
        raise Refused("people.robot.removed", _("这个机器人已经撤掉了。"))
    if seen != fresh.version:
        words = _what_changed(fresh.pk) or _("刚有人动过这个机器人。看一眼现在的样子，再定。")
        raise Overtaken("people.robot.overtaken", words)
    fresh.version += 1
    return fresh


def _what_changed(subject: UUID, *names: str) -> str:
    """Who was faster with what; of a county only the events named. Empty where no event tells."""
    said = (event for event in timeline(subject, limit=20) if not names or event.name in names)
    last = next(said, None)
    if last is None:
        return ""
    words = _("{who}刚改过：{what}。没有存您定的，看一眼现在的样子再定。")
    return words.format(who=last.who or _("系统"), what=last.text)


def _settle(name: str, robot: NoticeRobot, *, by: Person, at: datetime) -> NoticeRobot:
    robot.save()
    _record(name, robot, by=by, at=at)
    return robot


def _record(name: str, robot: NoticeRobot, *, by: Person, at: datetime, **facts: str) -> None:
    about = [("kernel.robot", robot.id)]
    record(name, county_id=robot.county_id, by=by, at=at, about=about, facts={"label": robot.label, **facts})


def _county(office: Unit) -> UUID:
    if office.county_id is None:
        raise Refused("people.robot.no_county", _("选一个县里的单位。"), field="office")
    return office.county_id
