"""Which villages get a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Person, Unit
from sanxin.service.queries.places import Places


class NewDoorsForm(forms.Form):
    places = forms.CharField(
        label=gettext_lazy("给哪些村开"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "autofocus": True}),
        help_text=gettext_lazy("一行写一个村，如“洪岩镇 竹坑村”；空着就给本单位开一个，全县都能用。"),
    )

    def __init__(self, data: Any, *, person: Person) -> None:
        super().__init__(data)
        self.known = Places(tuple(person.sight.counties))

    def clean_places(self) -> list[Unit]:
        """Each line a village we know, each village once."""
        found: list[Unit] = []
        for line in filter(None, map(str.strip, self.cleaned_data["places"].splitlines())):
            place = self.known.find(line)
            if place is None:
                near = "、".join(self.known.near(line))
                hint = _("是不是 {near}？").format(near=near) if near else _("请写全名，如“洪岩镇 竹坑村”。")
                raise forms.ValidationError(_("没有找到“{line}”。").format(line=line[:30]) + hint)
            if place not in found:
                found.append(place)
        return found

    refuse = put_on
