"""What the pages about voices show beside the rows themselves."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.sheets import kinds_for
from sanxin.people.models import Person
from sanxin.service.models import Voice

SHEET = "service.voices"


def import_url(person: Person) -> str:
    """Where a hotline export is handed in; empty for those who may not."""
    may = any(kind.key == SHEET for kind in kinds_for(person))
    return reverse("kernel:sheet", args=[SHEET]) if may else ""


def file_urls(request: HttpRequest) -> dict[str, str]:
    """Addresses of the same list as files."""
    asked = request.GET.copy()
    asked.pop("page", None)
    address = reverse("service:voices_file")
    urls = {}
    for form in ("xlsx", "csv"):
        asked["format"] = form
        urls[f"{form}_url"] = f"{address}?{asked.urlencode()}"
    return urls


def ways_in(person: Person) -> list[dict[str, Any]]:
    """How the first voices get here."""
    by_hand = {
        "title": _("走访、接电话时听到的"),
        "text": _("一句话就能记，手机上不到一分钟。"),
        "label": _("记一条"),
        "icon": "plus",
        "url": reverse("service:new_voice"),
        "primary": True,
    }
    from_sheet = {
        "title": _("热线、网上留言导出的表"),
        "text": _("整张表一次导入，列名自己认；同一张表导两次不会重复。"),
        "label": _("导入"),
        "icon": "upload",
        "url": import_url(person),
    }
    return [by_hand, from_sheet] if from_sheet["url"] else [by_hand]


def facts_of(voice: Voice) -> list[dict[str, Any]]:
    reactions = bool(voice.likes or voice.dislikes)  # only where the source counts any
    facts: list[dict[str, Any]] = [
        {"label": _("来源"), "value": voice.get_source_display()},
        {"label": _("地方"), "value": voice.where},
        {"label": _("听到的时间"), "value": f"{timezone.localtime(voice.heard_at):%Y-%m-%d}"},
        {"label": _("听的人"), "value": voice.heard_by or _("从表格导入")},
        {"label": _("点赞"), "value": f"{voice.likes:,}" if reactions else ""},
        {"label": _("反对"), "value": f"{voice.dislikes:,}" if reactions else ""},
        {"label": _("来源编号"), "value": voice.external_id},
        {"label": _("单位"), "value": voice.office},
    ]
    return [fact for fact in facts if fact["value"]]
