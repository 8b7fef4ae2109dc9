"""A dialogue: what is talked about with whom, what came of it, what goes on the ledger."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.dialogues.actions.dialogues import Held, Plan
from sanxin.dialogues.actions.follow_ups import Wanted
from sanxin.dialogues.forms.base import SeenForm, VerbForm, instant_field, lines_of, words_field
from sanxin.dialogues.models import Agreement, Conversation, Dialogue, DialogueMinutes, Statement
from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.roles import OFFICE
from sanxin.people.models import Person, Unit
from sanxin.people.queries.pickers import people_of_offices


class PlanForm(VerbForm):
    title = forms.CharField(
        label=gettext_lazy("谈什么"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True})
    )
    statements = forms.ModelMultipleChoiceField(
        Statement.objects.none(),
        label=gettext_lazy("从哪些说法谈起"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("分歧大的拿来谈，共识多的先定下来。"),
    )
    villages = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("请哪些村的人"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("按村请，不按怎么答的请：谁怎么答的，我们也不知道。"),
    )
    whom = forms.CharField(
        label=gettext_lazy("各村请些什么人"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("如“坐班车的老人、跑客运的、开店的都请几位”。"),
    )
    where = forms.CharField(label=gettext_lazy("在哪里"), max_length=120)
    meets_at = instant_field(gettext_lazy("什么时候"))
    invited_by = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("谁来请、谁来谈"), empty_label=None)

    def __init__(self, *args: Any, conversation: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._among("statements", conversation.statements.accepted())
        self._among("villages", conversation.places.all())
        self._among("invited_by", people_of_offices([conversation.office], roles=OFFICE))

    def _among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    @property
    def plan(self) -> Plan:
        names = ("title", "whom", "where", "meets_at", "invited_by")
        said: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        many: dict[str, Any] = {name: list(self.cleaned_data[name]) for name in ("statements", "villages")}
        return Plan(**said, **many)


class ReplanForm(PlanForm, SeenForm):
    """The same, drawn from a version."""


def drawn_from(dialogue: Dialogue) -> dict[str, Any]:
    names = ("title", "whom", "where", "meets_at", "invited_by")
    rows = {name: list(getattr(dialogue, name).all()) for name in ("statements", "villages")}
    return {name: getattr(dialogue, name) for name in names} | rows | {"seen": dialogue.version}


class HeldForm(SeenForm):
    held_on = forms.DateField(
        label=gettext_lazy("哪天开的"),
        validators=PLAUSIBLE,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "sx-input-s"}),
    )
    present = forms.IntegerField(
        label=gettext_lazy("来了多少人"), widget=forms.NumberInput(attrs={"class": "sx-input-s"})
    )
    text = words_field(
        gettext_lazy("谈了些什么"),
        rows=8,
        most=60_000,
        help_text=gettext_lazy("各方怎么说、怎么谈拢的。别写谁说的；只有经办的干部看得到。"),
    )
    agreements = words_field(
        gettext_lazy("商定了什么"),
        rows=4,
        required=False,
        help_text=gettext_lazy("一行一件，会公布给大家，别写人名。没谈拢就空着。"),
    )

    @property
    def held(self) -> Held:
        names = ("held_on", "present", "text")
        return Held(
            **{name: self.cleaned_data[name] for name in names}, agreements=lines_of(self.cleaned_data["agreements"])
        )


def drawn_from_minutes(minutes: DialogueMinutes, version: int) -> dict[str, Any]:
    return {"held_on": minutes.held_on, "present": minutes.present, "text": minutes.text, "seen": version}


class CallOffForm(SeenForm):
    reason = forms.CharField(
        label=gettext_lazy("为什么不开了"), required=False, widget=forms.TextInput(attrs={"autofocus": True})
    )


class FollowUpForm(VerbForm):
    """A tick, an owner and working days for each agreement that is not on the ledger yet."""

    def __init__(self, *args: Any, agreements: Sequence[Agreement], dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreements = agreements
        people = people_of_offices([dialogue.conversation.office], roles=OFFICE)
        for row in agreements:
            self.fields[f"take-{row.pk}"] = forms.BooleanField(label=row.text, required=False, initial=True)
            self.fields[f"owner-{row.pk}"] = forms.ModelChoiceField(
                people, label=_("谁牵头"), required=False, initial=dialogue.invited_by_id, empty_label=None
            )
            self.fields[f"days-{row.pk}"] = forms.IntegerField(
                label=_("几个工作日"), required=False, initial=20, min_value=1, max_value=400
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for row in self.agreements:
            if not said.get(f"take-{row.pk}"):
                continue
            for name, words in ((f"owner-{row.pk}", _("选一位牵头的。")), (f"days-{row.pk}", _("写几个工作日办完。"))):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return said

    @property
    def wanted(self) -> list[Wanted]:
        said = self.cleaned_data
        return [
            Wanted(row, said[f"owner-{row.pk}"], said[f"days-{row.pk}"])
            for row in self.agreements
            if said[f"take-{row.pk}"]
        ]

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """What the page draws: tick, owner, days of each agreement."""
        return [(self[f"take-{row.pk}"], self[f"owner-{row.pk}"], self[f"days-{row.pk}"]) for row in self.agreements]
