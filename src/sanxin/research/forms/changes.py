"""The filters of 谁改过: who, what, which problem, when."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.people.models import Person
from sanxin.research.models import Problem, ProblemChange, Verb
from sanxin.research.queries.problems import named_like


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class ChangeFilters(forms.Form):
    q = forms.CharField(
        label=_("编号或名字"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("问题的编号或名字"), "class": "sx-input-s"}),
    )
    verb = forms.ChoiceField(label=_("做了什么"), required=False, choices=[("", _("做了什么")), *Verb.choices])
    who = forms.ChoiceField(label=_("谁"), required=False)
    since = _day(_("从哪天"))
    until = _day(_("到哪天"))

    def __init__(self, data: Any, rows: QuerySet[ProblemChange]) -> None:
        super().__init__(data)
        people = Person.objects.filter(pk__in=rows.order_by().values("by")).order_by("name")
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("谁")), *((str(person.pk), person.name) for person in people)]

    def said(self, name: str) -> Any:
        """What a filter says; one that cannot be understood says nothing."""
        self.is_valid()
        return self.cleaned_data.get(name)

    def narrow(self, rows: QuerySet[ProblemChange]) -> QuerySet[ProblemChange]:
        if words := self.said("q"):
            named = Problem.objects.filter(named_like(words))
            rows = rows.filter(
                pk__in=ProblemChange.problems.through.objects.filter(problem__in=named).values("problemchange")
            )
        if verb := self.said("verb"):
            rows = rows.filter(verb=verb)
        if who := self.said("who"):
            rows = rows.filter(by=who)
        if since := self.said("since"):
            rows = rows.filter(at__gte=_midnight(since, time.min))
        if until := self.said("until"):
            rows = rows.filter(at__lte=_midnight(until, time.max))
        return rows


def _midnight(day: Any, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
