"""The forms about a visit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.actions.visits import Told
from sanxin.fieldwork.models import Visit, VisitKind
from sanxin.fieldwork.queries.own_places import OwnPlaces, label_of
from sanxin.fieldwork.rules import visits as rules
from sanxin.kernel import clock
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member
from sanxin.service.queries.places import Places

ELSEWHERE = ""
BLANK_LINES = 3
"""Without scripts a page cannot grow."""
_LINE = re.compile(r"line-(\d{1,4})")


@dataclass(frozen=True)
class LineField:
    """One sentence as the form shows it."""

    number: int
    text: str = ""
    problem: bool = False
    owed: bool = False

    @property
    def name(self) -> str:
        return f"line-{self.number}"

    def as_new(self) -> NewLine:
        return NewLine(self.text, is_difficulty=self.problem, owes_answer=self.owed)


def lines_in(data: Mapping[str, Any]) -> list[LineField]:
    """What was said, in order; empty rows say nothing."""
    numbers = sorted(int(found[1]) for name in data if (found := _LINE.fullmatch(name)))
    told = [
        LineField(
            place, data[f"line-{n}"].strip(), bool(data.get(f"line-{n}-problem")), bool(data.get(f"line-{n}-owed"))
        )
        for place, n in enumerate(numbers, start=1)
    ]
    return [line for line in told if line.text]


class WhereForm(forms.Form):
    """Where, with whom, when: what a recording and a correction share."""

    place = forms.ChoiceField(label=_("哪个村"), required=False)
    place_text = forms.CharField(
        label=_("别的地方"),
        required=False,
        max_length=rules.LONGEST_PLACE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("不在上面的，写村名或地名。"),
    )
    member = forms.ChoiceField(label=_("看望困难党员"), required=False)
    household = forms.CharField(
        label=_("哪一家"),
        required=False,
        max_length=rules.LONGEST_HOUSEHOLD,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("上门看望的才写；加密保存，只有您和科室负责人看得到。"),
    )
    on = forms.DateField(
        label=_("哪天"),
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )
    kind = forms.ChoiceField(
        label=_("怎么见的"), choices=VisitKind.choices, initial=VisitKind.CALL, widget=forms.RadioSelect
    )
    people = forms.IntegerField(
        label=_("见了几位"), required=False, min_value=0, max_value=rules.MOST_PEOPLE, initial=1
    )
    note = forms.CharField(
        label=_("备注"),
        required=False,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("加密保存，只有您和科室负责人看得到。"),
    )

    def __init__(
        self,
        data: Any,
        person: Person,
        own: OwnPlaces,
        *,
        initial: dict[str, Any],
        also: Unit | None = None,
        visiting: Member | None = None,
    ) -> None:
        """`also`, `visiting`: where and with whom it stands now, whoever keeps the contact today."""
        super().__init__(data, initial=initial)
        self.person, self.own = person, own
        villages = {unit.id: unit for unit in [*([also] if also else []), *own.villages]}
        members = {member.id: member for member in [*([visiting] if visiting else []), *own.members]}
        self.villages = {str(key): unit for key, unit in villages.items()}
        self.members = {str(key): member for key, member in members.items()}
        known = OwnPlaces(list(villages.values()), list(members.values()), own.last)
        self._offer("place", [*known.choices, (ELSEWHERE, _("别的地方，写在下面"))])
        self._offer("member", [("", _("没有")), *known.member_choices])
        if not members:
            del self.fields["member"]

    def told(self) -> Told:
        said = self.cleaned_data
        place, words = self._place(said["place"], said["place_text"])
        return Told(
            on=said["on"],
            place=place,
            place_text=words,
            member=self.members.get(said.get("member") or ""),
            household=said["household"],
            kind=said["kind"],
            people=said["people"] or 0,
            note=said["note"],
        )

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)

    def _place(self, chosen: str, words: str) -> tuple[Unit | None, str]:
        """A village that is typed goes before the one the page has put there; other words stand beside it."""
        known = Places(tuple(self.person.sight.counties)).find(words) if words.strip() else None
        return (known, "") if known else (self.villages.get(chosen), words)

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class VisitForm(WhereForm):
    """A visit to be recorded; the sentences are read from the request by `lines_in`."""

    office = forms.ChoiceField(label=_("交给哪个单位"))

    def __init__(
        self,
        data: Any,
        person: Person,
        own: OwnPlaces,
        offices: list[Unit],
        *,
        draft: QueryDict | None = None,
        there: Unit | None = None,
    ) -> None:
        """`there`: the village whose page led here; without one, where one was last."""
        place = there or own.last
        initial: dict[str, Any] = {"on": clock.today(), "place": str(place.id) if place else None}
        if draft is not None:
            initial |= {name: draft[name] for name in self.base_fields if name in draft}
            initial["on"] = _day(draft.get("on", ""))
        super().__init__(data, person, own, initial=initial, also=there)
        self.offices = {str(unit.id): unit for unit in offices}
        self.lines = lines_in(data if data is not None else draft if draft is not None else {})
        if len(offices) == 1:
            del self.fields["office"]
        else:
            self._offer("office", [(key, str(unit)) for key, unit in self.offices.items()])

    @property
    def rows(self) -> list[LineField]:
        """What was said and empty rows for more."""
        count = len(self.lines)
        return [*self.lines, *(LineField(n) for n in range(count + 1, max(count + 2, BLANK_LINES + 1)))]

    @property
    def is_placed(self) -> bool:
        """Somewhere is chosen already, so that the choices may be folded away."""
        return not self.is_bound and bool(self.initial.get("place") or self.initial.get("place_text"))

    @property
    def where(self) -> str:
        village = self.villages.get(str(self.initial.get("place") or ""))
        return label_of(village) if village else ""

    @property
    def desk(self) -> Unit:
        """The office it is put before."""
        chosen = self.cleaned_data.get("office")
        return self.offices[chosen] if chosen else next(iter(self.offices.values()))


def _day(text: str) -> date:
    """The day of a draft; one that was half typed is today."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.today()


class CorrectionForm(WhereForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("为什么改"), max_length=200, help_text=_("改之前的留底，去的人和科室负责人看得到。")
    )

    @classmethod
    def of(cls, data: Any, visit: Visit, person: Person, own: OwnPlaces) -> "CorrectionForm":
        initial = {
            "place": str(visit.place_id or ""),
            "place_text": visit.place_text,
            "member": str(visit.member_id or ""),
            "household": visit.household,
            "on": visit.on,
            "kind": visit.kind,
            "people": visit.people,
            "note": visit.note,
            "seen": visit.version,
        }
        return cls(data, person, own, initial=initial, also=visit.place, visiting=visit.member)


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("怎么回的"), max_length=500, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True})
    )

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class LineForm(forms.Form):
    text = forms.CharField(label=_("补记一句"), widget=forms.Textarea(attrs={"rows": 2}))
    problem = forms.BooleanField(label=_("是难题，进台账"), required=False)
    owed = forms.BooleanField(label=_("欠回话"), required=False)

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
