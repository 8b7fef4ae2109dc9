"""欠人家的回话: what is owed to whom since when, questions and things done alike."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import WORKERS
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Kind
from sanxin.service.queries.debts import Debt, Owed, Wanted, debts_of
from sanxin.service.queries.owed import headed_offices

A_PAGE = 50
LIGHTS = [
    ("", gettext_lazy("全部期限")),
    ("red", gettext_lazy("超期的")),
    ("amber", gettext_lazy("快到期的")),
    ("green", gettext_lazy("还早的")),
]


class OwedFilters(forms.Form):
    q = forms.CharField(
        label=gettext_lazy("找"), required=False, max_length=60,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": gettext_lazy("原话、事项里的词"), "class": "sx-input-s"}
        ),
    )  # fmt: skip
    what = forms.ChoiceField(
        label=gettext_lazy("欠什么"), required=False, choices=[("", gettext_lazy("全部")), *Owed.choices]
    )
    light = forms.ChoiceField(label=gettext_lazy("期限"), required=False, choices=LIGHTS)
    kind = forms.ChoiceField(
        label=gettext_lazy("类别"), required=False, choices=[("", gettext_lazy("全部类别")), *Kind.choices]
    )

    @property
    def wanted(self) -> Wanted:
        """What is asked for; a filter that cannot be understood asks for nothing."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(said.get("what", ""), said.get("kind", ""), said.get("light", ""), said.get("q", ""))

    @property
    def is_set(self) -> bool:
        return self.wanted != Wanted()


@policy(WORKERS)
def owed(request: StaffRequest) -> HttpResponse:
    person, today = request.user.person, clock.today()
    is_head, of_office = _whose(request)
    filters = OwedFilters(request.GET)
    debts = debts_of(person, today, of_office=of_office, wanted=filters.wanted)
    page = Paginator(debts, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "filters": filters,
        "keep": [{"name": "of", "value": "office"}] if of_office else [],
        "people": sum(debt.people for debt in debts),
        "late": sum(debt.light.kind == "red" for debt in debts),
        "tabs": _tabs(of_office) if is_head else [],
        "of_office": of_office,
        "file_url": f"{reverse('service:owed_file')}?{request.GET.urlencode()}",
        "may_see_kinds": bool(person.sight.desk_offices),
        "may_see_answered": bool(person.sight.desk_offices or person.sight.liaison_places),
        "ways": _ways(person),
    }
    return render(request, "service/owed/owed.html", context)


@policy(WORKERS)
def owed_file(request: StaffRequest) -> HttpResponseBase:
    """The list as it is filtered; who spoke stays masked."""
    _is_head, of_office = _whose(request)
    wanted = OwedFilters(request.GET).wanted
    debts = debts_of(request.user.person, clock.today(), of_office=of_office, wanted=wanted)
    heads = [
        _("欠什么"),
        _("什么事"),
        _("类别或台账"),
        _("欠谁"),
        _("几位"),
        _("地方"),
        _("哪天说的"),
        _("到期"),
        _("期限"),
        _("谁办的"),
    ]
    return export(request, events.OWED, heads, _cells(debts))


def _cells(debts: list[Debt]) -> Iterator[list[Any]]:
    for debt in debts:
        yield [
            str(debt.what.label), debt.title, debt.subject, debt.whom, debt.people, debt.where, debt.since,
            debt.due_on, debt.light.word, debt.owner,
        ]  # fmt: skip


def _whose(request: StaffRequest) -> tuple[bool, bool]:
    """Whether this person heads an office, and whether the whole office is asked for."""
    is_head = bool(headed_offices(request.user.person, clock.today()))
    return is_head, is_head and request.GET.get("of") == "office"


def _tabs(of_office: bool) -> list[dict[str, object]]:
    return [
        {"label": _("我欠的"), "url": "?", "current": not of_office},
        {"label": _("全单位"), "url": "?of=office", "current": of_office},
    ]


def _ways(person: Person) -> list[dict[str, object]]:
    ways: list[dict[str, object]] = [
        {
            "title": _("事办好了的"),
            "text": _("群众说的事立了台账，销号以后、或者定了不再办，就到这里：告诉说的人，问一句解决了没有，记下来。"),
            "label": _("看台账"),
            "url": reverse("ledger:items"),
        }
    ]
    if person.sight.desk_offices:
        ways.insert(
            0,
            {
                "title": _("只要一个答复的"),
                "text": _("不用立台账、答清楚就行的，在那条声音上点“只要答复”：按类别有期限，到期前答复、告诉本人。"),
                "label": _("看声音"),
                "url": reverse("service:voices"),
            },
        )
    return ways
