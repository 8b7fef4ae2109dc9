"""The filter bar of the list of voices: the URL is the view."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Person, Unit
from sanxin.service import grouping
from sanxin.service.models import Kind, Source, Voice
from sanxin.service.models.voice import VoiceQuerySet
from sanxin.service.queries.places import Places
from sanxin.service.queries.states import State, in_state


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class VoiceFilters(forms.Form):
    q = forms.CharField(
        label=_("找原话"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("原话里的词"), "class": "sx-input-s"}),
    )
    source = forms.ChoiceField(label=_("来源"), required=False)
    kind = forms.ChoiceField(label=_("类别"), required=False)
    field = forms.ChoiceField(label=_("领域"), required=False)
    state = forms.ChoiceField(label=_("状态"), required=False)
    town = forms.ChoiceField(label=_("乡镇"), required=False)
    village = forms.ChoiceField(label=_("村"), required=False)
    since = _day(_("从哪天"))
    until = _day(_("到哪天"))

    def __init__(self, data: Any, places: Places, person: Person) -> None:
        super().__init__(data)
        self.places, self.person = places, person
        self._offer("source", _("来源"), Source.choices)
        self._offer("kind", _("类别"), Kind.choices)
        self._offer("state", _("状态"), State.choices)
        if known := grouping.fields(person):
            self._offer("field", _("领域"), known)
        else:
            del self.fields["field"]
        self._offer("town", _("乡镇"), [(unit.code, unit.name) for unit in places.townships])
        town = self._chosen_town()
        if town is None:
            del self.fields["village"]
        else:
            self._offer("village", _("村"), [(unit.code, unit.name) for unit in places.villages_of(town)])

    def _offer(self, name: str, label: Any, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", label), *choices]

    def _chosen_town(self) -> Unit | None:
        code = self.data.get("town", "")
        return next((unit for unit in self.places.townships if unit.code == code), None)

    def _chosen_place(self) -> Unit | None:
        town, code = self._chosen_town(), self._said("village")
        if town is None or not code:
            return town
        return next((unit for unit in self.places.villages_of(town) if unit.code == code), town)

    def _said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def narrow(self, voices: VoiceQuerySet) -> QuerySet[Voice]:
        """The voices the filters leave over."""
        rows: QuerySet[Voice] = voices.saying(self._said("q") or "")
        for name in ("source", "kind"):
            if value := self._said(name):
                rows = rows.filter(**{name: value})
        if field := self._said("field"):
            rows = rows.filter(grouping.in_field(self.person, field))
        if place := self._chosen_place():
            rows = rows.filter(place__path__startswith=place.path)
        if since := self._said("since"):
            rows = rows.filter(heard_at__gte=_midnight(since))
        if until := self._said("until"):
            rows = rows.filter(heard_at__lte=_midnight(until, time.max))
        if state := self._said("state"):
            rows = in_state(rows, state)
        return rows

    @property
    def is_set(self) -> bool:
        return any(self._said(name) for name in self.fields)


def _midnight(day: Any, at: time = time.min) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
