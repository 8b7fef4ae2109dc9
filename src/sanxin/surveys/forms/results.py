"""Whose answers are looked at, and which two questions are laid across each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.surveys.models import AnswerChannel, Edition, Link
from sanxin.surveys.models.link import place_words
from sanxin_engines.questionnaires.counts import crossable


class ResultFilters(forms.Form):
    place = forms.ChoiceField(label=_("村"), required=False)
    link = forms.ChoiceField(label=_("码"), required=False)
    channel = forms.ChoiceField(label=_("怎么交的"), required=False)

    def __init__(self, data: Any, edition: Edition) -> None:
        super().__init__(data)
        links = list(Link.objects.filter(edition=edition).select_related("place__parent", "meeting__place__parent"))
        places = {link.place.code: place_words(link.place) for link in links if link.place}
        self._offer("place", _("村"), sorted(places.items()))
        self._offer("link", _("码"), [(link.code, f"{link.where} {link.code}") for link in links])
        self._offer("channel", _("怎么交的"), AnswerChannel.choices)

    def _offer(self, name: str, label: Any, choices: list[tuple[Any, Any]]) -> None:
        choice = self.fields[name]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", label), *choices]

    @property
    def conditions(self) -> dict[str, Any]:
        """What the filters in force ask of a response; one that cannot be understood asks nothing."""
        self.is_valid()
        names = {"place": "link__place__code", "link": "link__code", "channel": "channel"}
        return {key: value for name, key in names.items() if (value := self.cleaned_data.get(name))}


class CrossForm(forms.Form):
    a = forms.ChoiceField(label=_("行"), required=False)
    b = forms.ChoiceField(label=_("列"), required=False)

    def __init__(self, data: Any, edition: Edition) -> None:
        super().__init__(data)
        for name in ("a", "b"):
            choice = self.fields[name]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [
                ("", choice.label),
                *((key, label[:40]) for key, label in crossable(edition.as_form()).items()),
            ]

    @property
    def pair(self) -> tuple[str, str] | None:
        """Two different questions, once both are chosen."""
        self.is_valid()
        a, b = self.cleaned_data.get("a"), self.cleaned_data.get("b")
        return (a, b) if a and b and a != b else None


class WhoForm(forms.Form):
    """Which choice of the question stands for which group."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    question = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def __init__(
        self, data: Any, *, choices: list[tuple[str, str]], groups: list[tuple[str, Any]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        for name, label in choices:
            self.fields[f"group-{name}"] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("看不出是哪些人")), *groups]
            )

    @property
    def groups(self) -> dict[str, str]:
        said = self.cleaned_data.items()
        return {name.removeprefix("group-"): value for name, value in said if name.startswith("group-") and value}
