"""States as shape and word."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.dialogues.models import Conversation, Dialogue, DialogueStage, Stage
from sanxin.dialogues.rules.conversations import State


@dataclass(frozen=True)
class Light:
    kind: str
    word: str


def light_of(conversation: Conversation, now: datetime) -> Light:
    state = conversation.state(now)
    if state is State.OPEN:
        return Light("green", _("在收，到 {day}").format(day=_day(conversation.closes_at)))
    if state is State.WAITING:
        return Light("wait", _("{day} 开始").format(day=_day(conversation.opens_at)))
    return {
        State.DRAFT: Light("wait", _("在写")),
        State.OVER: Light("amber", _("到期，等着收")),
        State.CLOSED: Light("done", _("收了")),
    }[state]


def light_of_dialogue(dialogue: Dialogue, now: datetime) -> Light:
    if dialogue.stage == DialogueStage.HELD:
        return Light("done", pgettext("dialogue", "开过了"))
    if dialogue.stage == DialogueStage.CALLED_OFF:
        return Light("off", pgettext("dialogue", "没开"))
    if dialogue.meets_at <= now:
        return Light("amber", _("开过了吗？"))
    return Light("green", _("{day} 开").format(day=_day(dialogue.meets_at)))


def light_of_statement(stage: str) -> Light:
    return {
        Stage.PENDING: Light("wait", _("等着看")),
        Stage.ACCEPTED: Light("green", _("采用")),
        Stage.LEFT_OUT: Light("off", _("没采用")),
    }[Stage(stage)]


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "m-d")
