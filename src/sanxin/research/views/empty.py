"""What an empty desk teaches: where problems come from."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.people.models import Person
from sanxin.service.views.voice_context import import_url

Way = dict[str, object]


def ways_in(person: Person, voices: int) -> list[Way]:
    """Import voices, note one, group them: the step that comes next is the main one."""
    if not person.sight.desk_offices:
        return [{"title": _("还没有问题"), "text": _("本单位的干部归并声音以后，问题按热度列在这里。")}]
    return [
        {
            "title": _("导入声音"),
            "text": _("热线、信箱、问卷的 Excel，一次几千条都行；同一张表导两次不会重。"),
            "label": _("去导入"),
            "icon": "upload",
            "url": import_url(person) or reverse("service:voices"),
            "primary": not voices,
        },
        {
            "title": _("记一条声音"),
            "text": _("走访、院坝会听到的，一句一条，原话照记。"),
            "label": _("记一条"),
            "icon": "plus",
            "url": reverse("service:new_voice"),
        },
        {
            "title": _("归并成问题"),
            "text": ngettext(
                "现有 {n} 条声音还没归并。机器把说同一件事的放在一起，采不采纳由您。",
                "现有 {n} 条声音还没归并。机器把说同一件事的放在一起，采不采纳由您。",
                voices,
            ).format(n=voices)
            if voices
            else _("有了声音，机器把说同一件事的放在一起，采不采纳由您。"),
            "label": _("开始归并") if voices else "",
            "icon": "refresh",
            "url": reverse("research:runs"),
            "primary": bool(voices),
        },
    ]
