"""Selection rounds: the list, one round as a table, opening, changing, closing, the table as a file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import OFFICE, Role
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.topics import events
from sanxin.topics.actions import rounds as actions
from sanxin.topics.forms.rounds import RoundForms
from sanxin.topics.models import Round
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules.candidates import check_round_open
from sanxin.topics.views.common import colleagues, find_round, my_office
from sanxin.topics.views.crumbs import crumbs_of_round
from sanxin.topics.views.empty import ways_to_rounds
from sanxin.topics.views.round_context import context_of, ranked
from sanxin.topics.views.tabs import tabs_of

HEADS = frozenset({Role.SECTION_HEAD})


@policy(OFFICE)
def rounds(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    rows = (
        Round.objects.visible_to(person)
        .select_related("office", "closing")
        .annotate(proposed=Count("candidates"), chosen=Count("candidates", filter=Q(candidates__stage="chosen")))
    )
    found = list(rows.order_by("-year"))
    context: dict[str, Any] = {"tabs": tabs_of("rounds"), "may_keep": bool(person.sight.headed_offices)}
    if not found:
        return render(request, "topics/rounds/empty.html", context | {"ways": ways_to_rounds(person)})
    return render(request, "topics/rounds/rounds.html", context | {"rounds": found})


@policy(OFFICE)
def round_page(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_round(request, pk)
    context = context_of(found, request.user.person) | {"tabs": tabs_of("rounds"), "entries": timeline(found.id)}
    return render(request, "topics/rounds/round.html", context)


@policy(OFFICE)
def round_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The candidates with what this person may see of their scores."""
    found = find_round(request, pk)
    table, lines = ranked(found, request.user.person)
    heads = [_("题目"), _("状态"), _("领域"), _("谁提的"), _("多少人说"), _("几个村"), _("几人打了"), _("平均分")]
    heads += [f"{one.name} {one.weight}" for one in table.criteria]
    keys = [str(one.id) for one in table.criteria]
    title = _("{year} 年选题").format(year=found.year)
    return export(request, events.ROUND.named(title), heads, (_cells(line, keys) for line in lines))


@policy(HEADS, "GET", "POST")
@once
def new_round(request: StaffRequest) -> HttpResponse:
    office, person = my_office(request), request.user.person
    permissions.check_may_keep(office.id, person)
    last = Round.objects.filter(office=office).order_by("-year").first()
    forms = RoundForms(request.POST or None, people=colleagues(office), year=clock.today().year, last=last)
    status = 200
    if request.method == "POST":
        status = 422
        if forms.is_valid():
            try:
                made = actions.open_round(office, year=forms.year, weighing=forms.weighing(), by=person, at=clock.now())
                messages.success(request, _("开好了，打分的人“今日”里会有。"))
                return redirect("topics:round", pk=made.pk)
            except Refused as refusal:
                forms.sheet.refuse(refusal)
    context = {"forms": forms, "form": forms.sheet, "round": None, "crumbs": []}
    return render(request, "topics/rounds/write.html", context, status=status)


@policy(HEADS, "GET", "POST")
@once
def change_round(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = find_round(request, pk), request.user.person
    permissions.check_may_keep(found.office_id, person)
    check_round_open(True, found.is_open)
    forms = RoundForms(request.POST or None, people=colleagues(found.office), year=found.year, round_=found)
    status = 200
    if request.method == "POST":
        status = 422
        if forms.is_valid():
            try:
                seen = forms.sheet.cleaned_data["seen"] or 0
                actions.change_round(found, weighing=forms.weighing(), by=person, seen=seen, at=clock.now())
                messages.success(request, _("改好了。"))
                return redirect("topics:round", pk=found.pk)
            except NotAllowed:
                raise
            except Refused as refusal:
                forms.sheet.refuse(refusal)
                status = status_of(refusal)
    context = {"forms": forms, "form": forms.sheet, "round": found, "crumbs": crumbs_of_round(found)}
    return render(request, "topics/rounds/write.html", context, status=status)


@policy(HEADS, "POST")
@once
def close_round(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_round(request, pk)
    text = request.POST.get("seen", "")
    seen = int(text) if text.isdigit() else 0
    actions.close_round(found, by=request.user.person, seen=seen, at=clock.now())
    messages.success(request, _("这一轮结束了。没打分也没定的候选留着，下一轮还在。"))
    return redirect("topics:round", pk=found.pk)


def _cells(line: dict[str, Any], keys: list[str]) -> list[Any]:
    row, scored, figures = line["row"], line["scored"], line["figures"]
    shown = scored.standing if scored else None
    return [
        row.title,
        row.get_stage_display(),
        str(row.field or ""),
        row.proposed_by.name,
        figures.people,
        figures.villages,
        scored.given if scored else 0,
        round(shown.total, 1) if shown else "",
        *(round(shown.averages[key], 2) if shown else "" for key in keys),
    ]
