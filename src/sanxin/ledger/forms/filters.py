"""The filter bar of the list; what it offers depends on who looks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sanxin.ledger.forms.quick_select import QuickSelect
from sanxin.ledger.models import Linkage
from sanxin.ledger.queries.filters import CLOSED_VIEWS, Asked
from sanxin.ledger.rules.kinds import Kind
from sanxin.ledger.rules.stages import LABELS, OPEN, Stage
from sanxin.people.models import Level, Unit
from sanxin.people.queries.pickers import people_of_offices

Choices = list[tuple[str, str]]


class FilterForm(forms.Form):
    """One keyword, then what an officer narrows by most. Built by hand: each list is one small query, kept."""

    def __init__(self, asked: Asked, **kwargs: Any) -> None:
        super().__init__(asked.params, auto_id="f_%s", label_suffix="", **kwargs)
        words = {"placeholder": _("编号、事项、地点"), "class": "sx-input-s", "type": "search"}
        self.fields["q"] = forms.CharField(label=_("关键词"), required=False, widget=forms.TextInput(attrs=words))
        if asked.person.sight.work_offices:
            kept = asked.kept
            self._add("owner", _("牵头人"), kept.get("people", lambda: _people(asked)))
            self._add("town", _("乡镇"), kept.get("towns", lambda: _towns(asked)))
            departments = kept.get("departments", lambda: _departments(asked))
            self._add("department", _("联动部门"), departments, css="sx-no-phone")
        self._add("due", _("期限"), _dues(), css="sx-no-phone")
        self._add("kind", _("类别"), [(kind.value, str(kind.label)) for kind in Kind], css="sx-no-phone")
        self._add("stage", _("进度"), _stages(asked), css="sx-no-phone")

    def _add(self, name: str, label: str, choices: Choices, *, css: str = "") -> None:
        widget = QuickSelect(attrs={"class": css} if css else {})
        self.fields[name] = forms.ChoiceField(
            label=label, required=False, choices=[("", label), *choices], widget=widget
        )


def _people(asked: Asked) -> Choices:
    people = people_of_offices(asked.person.sight.work_offices)
    return [(str(pk), name) for pk, name in people.values_list("pk", "name")]


def _towns(asked: Asked) -> Choices:
    towns = Unit.objects.in_use().filter(county_id=asked.person.county_id, level=Level.TOWNSHIP)
    return [(str(pk), short or name) for pk, short, name in towns.values_list("pk", "short_name", "name")]


def _departments(asked: Asked) -> Choices:
    """Those that were ever asked, not all there are."""
    asked_units = Linkage.objects.order_by().values("unit_id").distinct()
    units = Unit.objects.filter(pk__in=asked_units, county_id=asked.person.county_id)
    return [(str(pk), short or name) for pk, short, name in units.values_list("pk", "short_name", "name")]


def _stages(asked: Asked) -> Choices:
    """Of the views of what is open, only those that are."""
    stages = OPEN if asked.view not in {"all", *CLOSED_VIEWS} else Stage
    return [(stage.value, str(LABELS[stage])) for stage in stages]


def _dues() -> Choices:
    return [
        ("overdue", _("已超期")),
        ("soon", _("三日内到期")),
        ("week", _("本周到期")),
        ("month", _("30 天内到期")),
        ("suspended", _("暂停的")),
    ]
