"""What a voice may be. Plain values only."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_TEXT = 20_000
"""Letters forwarded whole are long; the longest message of the real export has 7,000 characters."""
LONGEST_TITLE = 200


def check_words(title: str, text: str) -> None:
    """There is something to read, and not a book."""
    if not text.strip():
        raise Refused("service.voice.empty", _("写一句话，说的人讲了什么。"), field="text")
    if len(text) > LONGEST_TEXT:
        raise Refused(
            "service.voice.too_long",
            _("一条最多 {most} 字，现在 {now} 字；说了几件事就分几条记。").format(most=LONGEST_TEXT, now=len(text)),
            field="text",
        )
    if len(title) > LONGEST_TITLE:
        raise Refused("service.voice.title", _("标题最多 {most} 字。").format(most=LONGEST_TITLE), field="title")


def check_heard(heard_at: datetime, at: datetime) -> None:
    if heard_at > at:
        raise Refused("service.voice.future", _("听到的时间还没到，请改成今天或以前。"), field="heard_at")


def check_contact(name: str, phone: str, *, may_answer: bool) -> None:
    """Who wants an answer leaves a way to reach them; a phone without consent is not kept."""
    if may_answer and not phone.strip():
        raise Refused("service.contact.no_phone", _("愿意听回话的，请留一个电话。"), field="phone")
    if phone.strip() and not may_answer:
        raise Refused(
            "service.contact.no_consent",
            _("没有问过本人愿不愿意听回话，就不留电话；问过了请勾上“愿意听回话”。"),
            field="may_answer",
        )


def check_reason(reason: str, *, code: str) -> None:
    if len(reason.strip()) < 2:
        raise Refused(code, _("写一句为什么，以后查得到。"), field="reason")
