"""Robots and messages as an administrator sees them; nothing of an address but whose it is."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django_stubs_ext import StrOrPromise

from sanxin.kernel.models import NoticeHour, NoticeMessage, NoticeRobot
from sanxin.kernel.models.notice import NoticeMessageQuerySet
from sanxin.kernel.notices.kinds import kind_of
from sanxin.kernel.notices.outbox import GAPS
from sanxin.people.models import Person, Unit

FAULTS: dict[str, StrOrPromise] = {
    "address.": gettext_lazy("地址不在准许的范围里"),
    "network.busy": gettext_lazy("对方说太频繁，等一会儿再发"),
    "network.certificate": gettext_lazy("对方的证书不可信"),
    "network.proxy": gettext_lazy("单位的代理连不上，或者不让过"),
    "network.mail": gettext_lazy("邮件服务器连不上，或者不收"),
    "network.": gettext_lazy("对方连不上"),
    "http.": gettext_lazy("对方没有收，看看机器人还在不在"),
    "answer.": gettext_lazy("对方的回答看不懂"),
    "vendor.": gettext_lazy("对方不认这个机器人：地址、密钥或关键词不对"),
    "mail.off": gettext_lazy("邮件没有开"),
    "mail.unconfirmed": gettext_lazy("本人还没有确认邮箱"),
    "mail.nobody": gettext_lazy("本人不再收邮件"),
    "mail.": gettext_lazy("邮箱地址不对"),
    "robot.removed": gettext_lazy("机器人撤掉了"),
}
"""What a code means, by how it starts; the first that fits."""
STATES = ("waiting", "sent", "dead")


@dataclass(frozen=True)
class RobotLine:
    robot: NoticeRobot
    office: str
    sent: int
    dead: int
    light_kind: str
    light_word: str


@dataclass(frozen=True)
class MessageLine:
    message: NoticeMessage
    to: str
    said: str
    why: str
    light_kind: str
    light_word: str


def robot_lines(county_id: UUID) -> list[RobotLine]:
    sent, dead = Q(messages__sent_at__isnull=False), Q(messages__dead_at__isnull=False)
    rows = NoticeRobot.objects.in_use().filter(county_id=county_id)
    robots = list(rows.annotate(sent=Count("messages", filter=sent), dead=Count("messages", filter=dead)))
    names = dict(Unit.objects.filter(pk__in=[robot.office_id for robot in robots]).values_list("pk", "name"))
    return [_robot_line(robot, names.get(robot.office_id, "")) for robot in robots]


def messages_of(county_id: UUID, state: str) -> NoticeMessageQuerySet:
    rows = NoticeMessage.objects.filter(county_id=county_id).select_related("robot")
    narrowed = {
        "waiting": rows.filter(sent_at=None, dead_at=None),
        "sent": rows.exclude(sent_at=None),
        "dead": rows.dead(),
    }
    return narrowed.get(state, rows)


def message_lines(messages: list[NoticeMessage]) -> list[MessageLine]:
    people = [message.person_id for message in messages if message.person_id]
    names = dict(Person.objects.filter(pk__in=people).values_list("pk", "name"))
    return [_message_line(message, names) for message in messages]


def hour_of(county_id: UUID) -> tuple[str, int]:
    """As text, and the version somebody changes."""
    held = NoticeHour.objects.filter(county_id=county_id).first()
    return (f"{held.at:%H:%M}", held.version) if held else (f"{NoticeHour.DEFAULT:%H:%M}", 0)


def why(code: str) -> str:
    return next((f"{words} · {code}" for start, words in FAULTS.items() if code.startswith(start)), code)


def _robot_line(robot: NoticeRobot, office: str) -> RobotLine:
    light = ("off", pgettext("robot", "停发")) if robot.paused_at else ("green", pgettext("robot", "在发"))
    told = robot.__dict__  # the annotations, which the model does not know
    return RobotLine(robot, office, told["sent"], told["dead"], *light)


def _message_line(message: NoticeMessage, names: dict[UUID, str]) -> MessageLine:
    if message.robot is not None:
        to = f"{message.robot.get_vendor_display()} · {message.robot.label}"
    else:
        name = names.get(message.person_id, "") if message.person_id else ""
        to = _("邮件 · {name}").format(name=name)
    return MessageLine(message, to, _said(message), why(message.fault) if message.fault else "", *_light(message))


def _said(message: NoticeMessage) -> str:
    if message.is_test:
        return _("确认邮箱") if message.person_id else _("试一下通不通")
    told = ((kind_of(code), count) for code, count in message.lines)
    return _("；").join(kind.words(count) for kind, count in told if kind is not None)


def _light(message: NoticeMessage) -> tuple[str, str]:
    if message.sent_at is not None:
        return "done", _("已发")
    if message.dead_at is not None:
        return "red", _("没发出去")
    if message.tries:
        return "amber", _("第 {n} 次没成，还会再发").format(n=min(message.tries, len(GAPS) + 1))
    return "wait", _("等着发")
