import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.sentences import registered
from sanxin.people.forms.posts import day
from sanxin.people.models import Person
from sanxin.people.queries.trail import Filter

AREAS = {
    "people.session.": _("登录与退出"),
    "people.account.": _("账号"),
    "people.person": _("人员"),
    "people.post.": _("任职"),
    "people.unit": _("单位"),
    "people.trail.": _("核验"),
    "kernel.": _("导入、导出、提醒和后台任务"),
    "service.": _("声音、提问、困难党员和回话"),
    "fieldwork.": _("走访和联系点"),
    "dialogues.": _("议题、协商"),
    "public.": _("公开页和通报"),
    "surveys.": _("问卷和座谈"),
    "research.": _("问题、症结和方案"),
    "topics.": _("课题"),
    "ledger.": _("台账"),
}
"""First parts of event names, in words; single verbs follow below them."""

LONGEST = 18


class TrailFilterForm(forms.Form):
    who = forms.ModelChoiceField(label=_("谁"), queryset=Person.objects.none(), required=False, empty_label=_("谁"))
    verb = forms.ChoiceField(label=_("做了什么"), required=False)
    first = day(_("从"), required=False)
    last = day(_("到"), required=False)
    subject = forms.UUIDField(label=_("对象编号"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who, verb = self.fields["who"], self.fields["verb"]
        assert isinstance(who, forms.ModelChoiceField)
        assert isinstance(verb, forms.ChoiceField)
        who.queryset = people
        verbs = [(name, _bare(str(words))) for name, words in sorted(registered().items())]
        verb.choices = [("", gettext("做了什么")), (gettext("一类"), list(AREAS.items())), (gettext("一种"), verbs)]
        self.fields["subject"].widget.attrs["placeholder"] = gettext("某个对象的编号")

    def filter(self) -> Filter:
        """What was understood; a field that was not is left out."""
        self.is_valid()
        told = self.cleaned_data
        who = told.get("who")
        return Filter(
            who=who.pk if who else None,
            verb=told.get("verb") or "",
            first=told.get("first"),
            last=told.get("last"),
            subject=told.get("subject"),
        )


def _bare(words: str) -> str:
    """A sentence without what differs each time, short enough for a list: 立项，编号 {number} → 立项，编号 …"""
    bare = re.sub(r"\{\w+\}", "…", words)
    return bare if len(bare) <= LONGEST else f"{bare[:LONGEST]}…"
