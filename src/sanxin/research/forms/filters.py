"""The filters beside the desk: the URL is the view."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.people.models import Unit
from sanxin.research.concerns import NONE, fields_of, in_field
from sanxin.research.models import Offer, Problem
from sanxin.research.queries.problems import named_like
from sanxin.research.queries.states import ON_DESK, OPEN, in_states
from sanxin.service.models import Kind, Source

Offices = Collection[UUID]
SPANS = {"4": _("近 4 周"), "12": _("近 12 周"), "52": _("近一年")}
SORTS = {
    "-heat": ("-heat", "number"),
    "heat": ("heat", "number"),
    "people": ("people", "-heat", "number"),
    "-people": ("-people", "-heat", "number"),
    "places": ("places", "-heat", "number"),
    "-places": ("-places", "-heat", "number"),
    "number": ("number",),
    "-number": ("-number",),
    "-last": ("-last_at", "-heat", "number"),
    "last": ("last_at", "-heat", "number"),
}


class DeskFilters(forms.Form):
    q = forms.CharField(required=False, max_length=60)
    state = forms.MultipleChoiceField(required=False, choices=[(state.value, state.label) for state in ON_DESK])
    kind = forms.MultipleChoiceField(required=False, choices=Kind.choices)
    town = forms.ChoiceField(required=False)
    source = forms.ChoiceField(required=False, choices=[("", _("全部来源")), *Source.choices])
    span = forms.ChoiceField(required=False, choices=[("", _("全部时间")), *SPANS.items()])
    field = forms.ChoiceField(required=False)
    offered = forms.BooleanField(required=False)

    def __init__(self, data: Any, towns: list[Unit], concerns: Sequence[tuple[str, str]], offices: Offices) -> None:
        """`concerns`: ids and names of the fields of `offices`; what lies in them is asked only where one is chosen."""
        super().__init__(data)
        self.towns, self.concerns, self.offices = towns, concerns, offices
        every = _("全部 {n} 个").format(n=len(towns)) if towns else _("全部乡镇")
        self.fields["town"].choices = [("", every), *((town.code, str(town)) for town in towns)]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", _("全部领域")), *concerns, (NONE, _("没归领域"))]  # type: ignore[attr-defined]

    def said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def states(self) -> list[str]:
        """Searching by name or number looks through all states."""
        if self.said("state"):
            return list(self.said("state"))
        everything = self.said("q") or self.said("offered")
        return [state.value for state in (ON_DESK if everything else OPEN)]

    @property
    def is_set(self) -> bool:
        return any(self.said(name) for name in self.fields)

    @property
    def order(self) -> tuple[str, ...]:
        return SORTS.get(self.data.get("sort", ""), SORTS["-heat"])

    def narrow(self, rows: QuerySet[Problem]) -> QuerySet[Problem]:
        """The problems the filters leave over, in the order asked for."""
        rows = in_states(rows, self.states)
        if words := self.said("q"):
            rows = rows.filter(named_like(words))
        if kinds := self.said("kind"):
            rows = rows.filter(kind__in=kinds)
        if field := self.said("field"):
            rows = rows.filter(in_field(fields_of(self.offices), field, "pk"))
        if self.said("offered"):
            rows = rows.filter(Exists(Offer.objects.filter(problem=OuterRef("pk"))))
        if weeks := self.said("span"):
            rows = rows.filter(last_at__gte=clock.now() - timedelta(weeks=int(weeks)))
        return self._of_voices(rows).order_by(*self.order)

    @property
    def asked(self) -> str:
        """What narrows the list, in one line: two pages of one list share it."""
        return repr([(name, self.said(name)) for name in sorted(self.fields)])

    def _of_voices(self, rows: QuerySet[Problem]) -> QuerySet[Problem]:
        """A problem is from a town, or from a source, where one of its voices is."""
        if town := self.said("town"):
            rows = rows.filter(facets__contains=f" t:{town} ")
        if source := self.said("source"):
            rows = rows.filter(facets__contains=f" s:{source} ")
        return rows
