"""What the pages about members show beside the rows themselves."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.service.models import Member
from sanxin.service.permissions.members import heads_any

SHEET = "service.members"


def import_url(person: Person) -> str:
    """Where the list is handed in; empty for those who may not."""
    return reverse("kernel:sheet", args=[SHEET]) if heads_any(person) else ""


def tabs_of(person: Person, here: str) -> list[dict[str, Any]]:
    """The list, what was done, and for section heads what is to be forgotten."""
    tabs = [("members", _("名单")), ("helps", _("帮助记录"))]
    if heads_any(person):
        tabs.append(("erasures", _("到期抹去")))
    return [{"label": label, "url": reverse(f"service:{name}"), "current": name == here} for name, label in tabs]


def file_urls(request: HttpRequest, view: str) -> dict[str, str]:
    """Addresses of the same list as files."""
    asked = request.GET.copy()
    asked.pop("page", None)
    urls = {}
    for form in ("xlsx", "csv"):
        asked["format"] = form
        urls[f"{form}_url"] = f"{reverse(view)}?{asked.urlencode()}"
    return urls


def ways_in(person: Person) -> list[dict[str, Any]]:
    """How the first members get here."""
    by_hand = {
        "title": _("一位一位登记"),
        "text": _("先问本人愿不愿意；登记的人就是联系人。"),
        "label": _("登记一位"),
        "icon": "plus",
        "url": reverse("service:new_member"),
        "primary": True,
    }
    if not (sheet := import_url(person)):
        return [by_hand]
    by_hand["text"] = _("先问本人愿不愿意；联系人可以当场定，也可以以后再定。")
    from_sheet = {
        "title": _("手头已有名单"),
        "text": _("整张表一次导入，联系人写工号或姓名；同一张表导两次不会重复。"),
        "label": _("导入"),
        "icon": "upload",
        "url": sheet,
    }
    return [by_hand, from_sheet]


def facts_of(member: Member) -> list[dict[str, Any]]:
    """Nothing that is encrypted. Ask for `needs` beforehand."""
    noted = f"{timezone.localtime(member.noted_at):%Y-%m-%d}"
    facts: list[dict[str, Any]] = [
        {"label": _("村"), "value": member.where, "url": reverse("fieldwork:village", args=[member.village_id])},
        {"label": _("困难类型"), "value": listed(str(kind) for kind in member.needs.all())},
        {"label": _("联系人"), "value": member.contact or _("还没有联系人")},
        {"label": _("单位"), "value": member.office},
        {"label": _("登记日期"), "value": f"{noted} · {member.noted_by}"},
    ]
    if member.left_on:
        facts.append({"label": _("不再列入"), "value": f"{member.left_on:%Y-%m-%d}"})
    return facts
