"""Opening an item, and changing its basic facts."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.ledger.forms.base import DayInput, PersonField, UnitField, VerbForm, lines
from sanxin.ledger.models import Item
from sanxin.ledger.rules.kinds import Kind, Urgency
from sanxin.ledger.rules.texts import WHOLE
from sanxin.people.models import Unit
from sanxin.people.queries.pickers import offices_of, people_of_offices, places_of


class FactsForm(VerbForm):
    """What the item is about."""

    title = forms.CharField(
        label=_("什么事"), max_length=120, help_text=_("一句话，别人一看就懂。如：竹坑村至镇区班车停运")
    )
    detail = forms.CharField(
        label=_("情况"),
        required=False,
        max_length=WHOLE,
        widget=lines(4),
        help_text=_("从什么时候起、影响多少人、现在怎样。"),
    )
    place = UnitField(label=_("哪里"), required=False, empty_label=_("不选"))
    place_text = forms.CharField(label=_("具体位置"), required=False, max_length=120)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("不分类")), *Kind.choices])
    urgency = forms.ChoiceField(label=_("缓急"), required=False, choices=Urgency.choices)
    source = forms.CharField(label=_("从哪里来"), required=False, max_length=200)
    outcome_wanted = forms.CharField(
        label=_("办成的样子"), required=False, max_length=200, help_text=_("到时候看什么就知道办好了。核验时对照它。")
    )
    cost = forms.CharField(label=_("费用"), required=False, max_length=80)
    verifier = PersonField(label=_("核验人"), required=False, empty_label=_("不指定，科室负责人或领导都可核验"))

    def __init__(self, *args: Any, office: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.fields["place"].queryset = places_of(_county(office))  # type: ignore[attr-defined]
        self.fields["verifier"].queryset = people_of_offices([office]).only("name")  # type: ignore[attr-defined]


class NewItemForm(FactsForm):
    """Facts, who leads, until when."""

    owner = PersonField(label=_("谁牵头"), empty_label=_("选一位"))
    due_on = forms.DateField(label=_("期限"), required=False, help_text=_("写一个日子，或在下一格写几个工作日。"))
    working_days = forms.IntegerField(
        label=_("几个工作日"),
        required=False,
        min_value=1,
        max_value=500,
        widget=forms.NumberInput(attrs={"class": "sx-input-xs"}),
    )
    cooperating = forms.ModelMultipleChoiceField(
        label=_("协办单位"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("一起办、不单独要答复的单位。要对方答复的，立项后用“请部门联动”。"),
    )

    field_order = ["seen", "title", "detail", "place", "place_text", "owner", "due_on", "working_days"]

    def __init__(self, *args: Any, office: Unit, **kwargs: Any) -> None:
        super().__init__(*args, office=office, **kwargs)
        self.fields["due_on"].widget = DayInput(least=clock.today())
        self.fields["owner"].queryset = people_of_offices([office]).only("name")  # type: ignore[attr-defined]
        offices = offices_of(_county(office)).exclude(pk=office.pk).exclude(level="village")
        self.fields["cooperating"].queryset = offices  # type: ignore[attr-defined]


def facts_in(item: Item) -> dict[str, object]:
    """What the form of an item starts with."""
    names = (
        "title",
        "detail",
        "place",
        "place_text",
        "kind",
        "urgency",
        "source",
        "outcome_wanted",
        "cost",
        "verifier",
    )
    return {name: getattr(item, name) for name in names} | {"seen": item.version}


def _county(office: Unit) -> UUID:
    assert office.county_id is not None
    return office.county_id


class OwnerForm(VerbForm):
    owner = PersonField(label=_("新牵头人"), empty_label=_("选一位"))
    reason = forms.CharField(label=_("为什么换"), max_length=300, widget=lines(2))

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people_of_offices([item.office]).only("name")  # type: ignore[attr-defined]


class ReasonForm(VerbForm):
    """A verb that only needs to know why."""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=lines(3))

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label
            self.say_limits()
        self.fields["reason"].help_text = hint
