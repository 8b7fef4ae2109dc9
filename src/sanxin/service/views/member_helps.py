"""What was done for members in difficulty: the list, and the list as a file. Never whose name, never the words."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from sanxin.kernel.http.days import PLAUSIBLE
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import HelpKind, MemberHelp
from sanxin.service.models.member_help import MemberHelpQuerySet
from sanxin.service.queries.helps import totals_of
from sanxin.service.queries.places import Places
from sanxin.service.views.member_context import file_urls, tabs_of
from sanxin.service.views.member_filters import PlaceFilters
from sanxin.service.views.voices import places_for


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "title": label})
    return forms.DateField(label=label, required=False, widget=picker, validators=PLAUSIBLE)


class HelpFilters(PlaceFilters):
    kind = forms.ChoiceField(label=gettext_lazy("帮了什么"), required=False)
    giver = forms.ChoiceField(label=gettext_lazy("谁去帮的"), required=False)
    since = _day(gettext_lazy("从哪天"))
    until = _day(gettext_lazy("到哪天"))

    def __init__(self, data: Any, places: Places, givers: list[tuple[UUID, str]]) -> None:
        super().__init__(data, places)
        self.offer("kind", _("帮了什么"), HelpKind.choices)
        self.offer("giver", _("谁去帮的"), [(str(pk), name) for pk, name in givers])

    def narrow(self, rows: MemberHelpQuerySet) -> QuerySet[MemberHelp]:
        found: QuerySet[MemberHelp] = rows
        for name, where in (("kind", "kind"), ("giver", "giver"), ("since", "on__gte"), ("until", "on__lte")):
            if value := self.said(name):
                found = found.filter(**{where: value})
        if place := self.place():
            found = found.filter(member__village__path__startswith=place.path)
        return found


@policy(DESK)
def helps(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters, rows = _asked(request)
    page = page_of(rows, request)
    context = {
        "page": page,
        "filters": filters,
        "figures": _figures(rows),
        "tabs": tabs_of(person, "helps"),
        **file_urls(request, "service:helps_file"),
    }
    return render(request, "service/members/helps.html", context)


@policy(DESK)
def helps_file(request: StaffRequest) -> HttpResponseBase:
    """Members as numbers; words and files stay in the house, as do rows that were a mistake."""
    _filters, rows = _asked(request)
    heads = [_("日期"), _("村"), _("编号"), _("帮了什么"), _("金额（元）"), _("谁去帮的"), _("哪个单位出的")]
    valid = rows.filter(mistake=None)
    return export(request, events.HELPS, heads, (_cells(row) for row in valid.iterator(chunk_size=2000)))


def _asked(request: StaffRequest) -> tuple[HelpFilters, QuerySet[MemberHelp]]:
    person: Person = request.user.person
    mine = MemberHelp.objects.visible_to(person)
    givers = Person.objects.filter(pk__in=mine.order_by().values("giver")).order_by("name")
    filters = HelpFilters(request.GET, places_for(person), list(givers.values_list("pk", "name")))
    rows = filters.narrow(mine).select_related("member__village__parent", "giver", "unit", "mistake")
    return filters, rows


def _figures(rows: QuerySet[MemberHelp]) -> list[dict[str, object]]:
    found = totals_of(rows)
    return [
        {"label": _("帮助"), "value": found.times, "unit": pgettext("times helped", "次")},
        {"label": _("帮到"), "value": found.people, "unit": pgettext("members helped", "位")},
        {"label": _("折合"), "value": f"{found.amount:,.0f}", "unit": pgettext("yuan", "元")},
    ]


def _cells(row: MemberHelp) -> list[object]:
    unit = str(row.unit or "")
    return [row.on, row.member.where, row.member.number, row.get_kind_display(), row.amount, row.giver.name, unit]
