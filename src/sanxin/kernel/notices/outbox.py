"""What waits goes out: within the robots' limits, tried again with growing gaps, given up after six times."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from sanxin.kernel.models import NoticeMessage, NoticeRobot
from sanxin.kernel.models.notice import Vendor
from sanxin.kernel.notices import mail
from sanxin.kernel.notices.addresses import NoWay
from sanxin.kernel.notices.posting import post
from sanxin.kernel.notices.vendors import HOUSES, fault_in, request_of, wait_for_the_hour
from sanxin.kernel.notices.words import text_of

GAPS = tuple(timedelta(minutes=n) for n in (2, 10, 30, 120, 360))
"""How long to wait after each failure; after the one behind the last gap it is given up."""
AT_ONCE = 40
"""So many in one go; the chores come again in minutes."""
PASSING = ("network.", "http.5", "http.408", "http.429")
"""Faults worth another try. Whatever else the other side says, it will say again."""


def send_due(now: datetime) -> int:
    """How many went out. Two workers never send the same: whoever counts the try up sends it."""
    rows = NoticeMessage.objects.due(now).select_related("robot").order_by("next_try_at", "id")
    return sum(_send(message, now) for message in rows[:AT_ONCE])


def _send(message: NoticeMessage, now: datetime) -> bool:
    if message.robot is not None and (wait := _wait(message.robot, now)):
        NoticeMessage.objects.filter(pk=message.pk).update(next_try_at=now + wait)
        return False
    if not _claim(message, now):
        return False
    try:
        _deliver(message, now)
    except NoWay as problem:
        _failed(message, problem.code, now)
        return False
    NoticeMessage.objects.filter(pk=message.pk).update(sent_at=now, fault="")
    return True


def _wait(robot: NoticeRobot, now: datetime) -> timedelta:
    """How long this robot has to be silent: paused, at its limit, or at an hour its vendor asks to spare."""
    if robot.paused_at is not None or robot.removed_at is not None:
        return timedelta(hours=1)
    house = HOUSES[Vendor(robot.vendor)]
    tried = NoticeMessage.objects.filter(robot=robot)
    if tried.filter(tried_at__gt=now - timedelta(minutes=1)).count() >= house.a_minute:
        return timedelta(minutes=1)
    if tried.filter(tried_at__gt=now - timedelta(seconds=1)).count() >= house.a_second:
        return timedelta(seconds=1)
    return wait_for_the_hour(robot.vendor, timezone.localtime(now))


def _claim(message: NoticeMessage, now: datetime) -> bool:
    """Written before anything is sent: after a power cut it is tried again at the gap, not at once and not never."""
    gap = GAPS[min(message.tries, len(GAPS) - 1)]
    mine = NoticeMessage.objects.due(now).filter(pk=message.pk, tries=message.tries)
    return bool(mine.update(tries=F("tries") + 1, tried_at=now, next_try_at=now + gap))


def _deliver(message: NoticeMessage, now: datetime) -> None:
    robot = message.robot
    if robot is None:
        mail.send(message)
        return
    fault, again = fault_in(post(*request_of(robot.vendor, robot.url, robot.secret, text_of(message), now)))
    if fault:
        raise NoWay(f"network.busy.{fault}" if again else fault)


def _failed(message: NoticeMessage, code: str, now: datetime) -> None:
    given_up = not code.startswith(PASSING) or message.tries >= len(GAPS)
    NoticeMessage.objects.filter(pk=message.pk).update(fault=code[:60], dead_at=now if given_up else None)
