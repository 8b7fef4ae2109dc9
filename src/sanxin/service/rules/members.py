"""What may stand on the list of members in difficulty. Plain values only."""

from datetime import date

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST_NAME = 40
LONGEST_DIFFICULTY = 500
LONGEST_ADDRESS = 120


def check_consent(consent: bool) -> None:
    if not consent:
        raise Refused(
            "service.member.no_consent", _("本人没有同意，不能登记；先问本人，同意了再登记。"), field="consent"
        )


def check_words(name: str, difficulty: str, address: str = "") -> None:
    if not name.strip():
        raise Refused("service.member.no_name", _("写上姓名。"), field="name")
    if len(name) > LONGEST_NAME:
        raise Refused("service.member.name", _("姓名最多 {most} 字。").format(most=LONGEST_NAME), field="name")
    check_details(difficulty, address)


def check_details(difficulty: str, address: str) -> None:
    if len(address) > LONGEST_ADDRESS:
        sentence = _("住址最多 {most} 字。").format(most=LONGEST_ADDRESS)
        raise Refused("service.member.address", sentence, field="address")
    if len(difficulty) > LONGEST_DIFFICULTY:
        sentence = _("困难情况最多 {most} 字，现在 {now} 字。").format(most=LONGEST_DIFFICULTY, now=len(difficulty))
        raise Refused("service.member.difficulty", sentence, field="difficulty")


def check_village(*, is_village: bool, same_county: bool) -> None:
    if not (is_village and same_county):
        raise Refused("service.member.village", _("请选本县的一个村（社区）。"), field="village")


def check_new(*, on_list: bool) -> None:
    if on_list:
        raise Refused(
            "service.member.on_list",
            _("这个村已经登记了一位同名的。如果是两个人，姓名后面加个区分，如“方茂林（上屋）”。"),
            field="name",
        )


def check_on_list(*, left: bool) -> None:
    if left:
        raise Refused("service.member.left", _("这位已经不在名单上，不用再办。"))


def check_last_day(day: date, *, noted_on: date, today: date) -> None:
    if day > today:
        raise Refused("service.member.future", _("这一天还没到，请改成今天或以前。"), field="left_on")
    if day < noted_on:
        raise Refused("service.member.before", _("这一天在登记以前，请改成登记那天或以后。"), field="left_on")


def check_changed(changed: bool) -> None:
    if not changed:
        raise Refused("service.member.same", _("和原来一样，没有要更正的。"))


def check_reason(reason: str, *, name: str, phone: str, address: str = "") -> None:
    """There is one, and it tells nobody who it was: the reason stays in the trail for good."""
    words = reason.strip()
    if len(words) < 2:
        raise Refused("service.member.no_reason", _("写一句为什么，以后查得到。"), field="reason")
    if any(told and told in words for told in (name, phone, address)):
        raise Refused("service.member.named", _("理由会留在操作记录里，请不写姓名、电话和住址。"), field="reason")
