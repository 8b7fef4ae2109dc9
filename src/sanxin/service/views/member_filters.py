"""The filter bar of the list of members: the URL is the view. Names are encrypted, so nobody searches for them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Person, Unit
from sanxin.service.models import Member, MemberNeed, NeedKind
from sanxin.service.models.member import MemberQuerySet
from sanxin.service.queries.places import Places

NOBODY = "none"
LEFT = "left"


class PlaceFilters(forms.Form):
    """Township, then village: what lists about members share."""

    town = forms.ChoiceField(label=_("乡镇"), required=False)
    village = forms.ChoiceField(label=_("村"), required=False)

    def __init__(self, data: Any, places: Places) -> None:
        super().__init__(data)
        self.places = places
        self.offer("town", _("乡镇"), [(unit.code, unit.name) for unit in places.townships])
        town = self._town()
        if town is None:
            del self.fields["village"]
        else:
            self.offer("village", _("村"), [(unit.code, unit.name) for unit in places.villages_of(town)])

    def offer(self, name: str, label: Any, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", label), *choices]

    def said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def place(self) -> Unit | None:
        town, code = self._town(), self.said("village")
        if town is None or not code:
            return town
        return next((unit for unit in self.places.villages_of(town) if unit.code == code), town)

    def _town(self) -> Unit | None:
        code = self.data.get("town", "")
        return next((unit for unit in self.places.townships if unit.code == code), None)

    @property
    def is_set(self) -> bool:
        return any(self.said(name) for name in self.fields)


class MemberFilters(PlaceFilters):
    need = forms.ChoiceField(label=_("困难类型"), required=False)
    contact = forms.ChoiceField(label=_("联系人"), required=False)
    state = forms.ChoiceField(label=_("在册"), required=False, choices=[("", _("在册")), (LEFT, _("已离开"))])

    def __init__(self, data: Any, places: Places, kinds: Iterable[NeedKind], contacts: list[Person]) -> None:
        """`contacts` empty: the list holds one's own members only, so there is nobody to choose."""
        super().__init__(data, places)
        self.offer("need", _("困难类型"), {kind.key: str(kind) for kind in kinds}.items())
        if contacts:
            people = [(str(person.pk), person.name) for person in contacts]
            self.offer("contact", _("联系人"), [(NOBODY, _("还没有联系人")), *people])
        else:
            del self.fields["contact"]

    def narrow(self, members: MemberQuerySet) -> QuerySet[Member]:
        """The members the filters leave over; who has left only where asked for."""
        rows: QuerySet[Member] = members.exclude(left_on=None) if self.said("state") == LEFT else members.current()
        if place := self.place():
            rows = rows.filter(village__path__startswith=place.path)
        if need := self.said("need"):
            have = MemberNeed.objects.filter(Q(kind__code=need) | Q(kind__code="", kind__name=need)).order_by()
            rows = rows.filter(pk__in=have.values("member"))
        if contact := self.said("contact"):
            rows = rows.filter(contact=None if contact == NOBODY else contact)
        return rows
