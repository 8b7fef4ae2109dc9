"""Asking departments: one line each, the first open, more where they are wanted."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions.asking import Ask
from sanxin.ledger.forms.base import DayInput, UnitField, VerbForm, lines
from sanxin.ledger.models import Item
from sanxin.ledger.queries.answering import answering_units
from sanxin.ledger.rules.linkages import MOST_AT_ONCE
from sanxin.ledger.rules.texts import LONG
from sanxin.people.models import Unit
from sanxin.people.models.unit import UnitQuerySet
from sanxin.people.queries.pickers import offices_of

WORKING_DAYS = 5
WRITTEN = {"unit", "asks", "due_on", "contact"}


class AskedUnitField(UnitField):
    """Units nobody answers for by account are named as such."""

    answering: frozenset[Any] = frozenset()

    def label_from_instance(self, obj: Unit) -> str:
        name = super().label_from_instance(obj)
        return name if obj.pk in self.answering else _("{unit}（没有账号，要发链接）").format(unit=name)


class AskForm(VerbForm):
    """One department: what, until when, whom to ring."""

    unit = AskedUnitField(label=gettext_lazy("请哪个单位"), empty_label=gettext_lazy("选一个单位"))
    asks = forms.CharField(label=gettext_lazy("请对方做什么、答什么"), max_length=LONG, widget=lines(3))
    working_days = forms.IntegerField(
        label=gettext_lazy("几个工作日内答复"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
    )
    due_on = forms.DateField(
        label=gettext_lazy("或者哪天前答复"), required=False, help_text=gettext_lazy("写了日子，就按日子。")
    )
    contact = forms.CharField(
        label=gettext_lazy("联系人"), required=False, max_length=60, help_text=gettext_lazy("对方哪个科室、谁。")
    )

    def has_changed(self) -> bool:
        """A line is empty while nobody is chosen and nothing written, whatever its number of days says."""
        return bool(WRITTEN & set(self.changed_data))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("due_on") and not told.get("working_days") and "working_days" not in self.errors:
            self.add_error("working_days", _("写几个工作日，或者写一个日子。"))
        return told


class AskingForms:
    """All lines of the page. Empty ones behind the first are nobody; the first keeps plain field names."""

    def __init__(self, data: Mapping[str, Any] | None, *, item: Item, suggested: str = "") -> None:
        self.item = item
        self.calendar = calendar_of(item.county_id)
        answering = frozenset(answering_units(item.county_id, clock.today()).values_list("pk", flat=True))
        units = list(_units(item))
        self.lines = [self._line(place, data, units, answering, suggested) for place in range(MOST_AT_ONCE)]
        self.is_bound = data is not None

    def _line(self, place: int, data: Any, units: list[Unit], answering: frozenset[Any], suggested: str) -> AskForm:
        initial: dict[str, Any] = {"working_days": WORKING_DAYS}
        if place == 0:
            initial |= {"unit": suggested, "seen": self.item.version}
        form = AskForm(
            data,
            prefix=str(place + 1) if place else None,
            initial=initial,
            empty_permitted=place > 0,
            use_required_attribute=place == 0,
        )
        field = form.fields["unit"]
        assert isinstance(field, AskedUnitField)
        field.queryset = _units(self.item)
        field.answering = answering
        field.choices = [("", field.empty_label), *((unit.pk, field.label_from_instance(unit)) for unit in units)]
        form.fields["due_on"].widget = DayInput(least=clock.today())
        return form

    def is_valid(self) -> bool:
        """Each line is looked at, so that all that is wrong is said at once."""
        return not [form for form in self.lines if not form.is_valid()]

    @property
    def filled(self) -> list[AskForm]:
        return [form for form in self.lines if form.cleaned_data.get("unit")]

    def asked(self) -> list[Ask]:
        today = clock.today()
        return [
            Ask(
                told["unit"],
                told["asks"],
                told["due_on"] or self.calendar.add(today, told["working_days"]),
                told["contact"],
            )
            for told in (form.cleaned_data for form in self.filled)
        ]

    @property
    def seen(self) -> int | None:
        seen = self.lines[0].cleaned_data.get("seen")
        return seen if isinstance(seen, int) else None

    def refuse(self, refusal: Refused) -> None:
        """Beside the line and field to mend, else above the first."""
        place, dash, field = (refusal.field or "").partition("-")
        form = self.filled[int(place)] if dash else self.lines[0]
        form.add_error(field if field in form.fields else None, refusal.sentence)


def _units(item: Item) -> UnitQuerySet:
    return offices_of(item.county_id).exclude(pk=item.office_id).select_related("parent")
