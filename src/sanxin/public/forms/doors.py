"""Which villages get a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Person, Unit
from sanxin.public.forms.places import read_places
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
        return read_places(self.cleaned_data["places"], self.known)

    refuse = put_on
