"""What an empty page offers to begin with."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.people.models import Person


def ways_to_topics(person: Person) -> list[dict[str, Any]]:
    propose = {
        "title": _("先提候选"),
        "text": _("谁都可以提。群众说得多的问题，点一下就成候选；以前研究过的会先摆出来。"),
        "label": _("去候选课题"),
        "icon": "bulb",
        "url": reverse("topics:candidates"),
        "primary": True,
    }
    select = {
        "title": _("再开一轮选题"),
        "text": _("写明标准和分量、请几个人打分，领导来定，一年十五个上下。选上的自动编号。"),
        "label": _("去选题"),
        "icon": "scale",
        "url": reverse("topics:rounds"),
    }
    return [propose, select]


def ways_to_candidates(person: Person) -> list[dict[str, Any]]:
    new = {
        "title": _("自己提一个"),
        "text": _("一句话写清想研究什么、为什么。以前有过相近的，会先给您看。"),
        "label": _("提候选"),
        "icon": "plus",
        "url": reverse("topics:new_candidate"),
        "primary": True,
    }
    raised = {
        "title": _("从群众反映的问题起"),
        "text": _("问题台上热度高、还没有课题的，点“提为候选”，人数和村数自动带上。"),
        "label": _("去对一对"),
        "icon": "ear",
        "url": reverse("topics:compare"),
    }
    return [new, raised]


def ways_to_rounds(person: Person) -> list[dict[str, Any]]:
    may = bool(person.sight.headed_offices)
    return [
        {
            "title": _("开今年的选题"),
            "text": _("标准先给您列好四条，分量加起来 100；打分的人各打各的，打完才看得到平均分。")
            if may
            else _("由科室负责人来开。候选现在就可以提，开了会自动进来。"),
            "label": _("开选题") if may else _("去提候选"),
            "icon": "scale" if may else "bulb",
            "url": reverse("topics:new_round" if may else "topics:candidates"),
            "primary": True,
        }
    ]
