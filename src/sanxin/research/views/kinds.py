"""声音归类: which of 民生, 民利, 民愿 the machine takes voices for, and people's answers."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK
from sanxin.kernel.views.exports import export
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.research import events_kinds as events
from sanxin.research.actions import kinds as actions
from sanxin.research.forms.kinds import KindFilters
from sanxin.research.models import KindProposal
from sanxin.research.queries.kind_queue import KindDesk, kind_desk_of
from sanxin.research.rules.kinds import MOST_ANSWERS
from sanxin.research.views.bulk import url_back
from sanxin.research.views.problems import chosen_voices, uuid_of
from sanxin.service.models import Kind

CHOICES = [(one.value, one.label) for one in Kind if one != Kind.UNSORTED]


@policy(DESK)
def kinds(request: StaffRequest) -> HttpResponse:
    """The queue: `?unsure=1` what the machine is not sure of, else what it is."""
    offices = list(_offices(request))
    office = _one_of(offices, request)
    desk = kind_desk_of(office.id, clock.now())
    filters = KindFilters(request.GET)
    unsure = _unsure(request, desk)
    page = page_of(_rows(office, filters, unsure=unsure), request)
    context = {
        "desk": desk,
        "office": office,
        "offices": offices,
        "page": page,
        "filters": filters,
        "unsure": unsure,
        "tabs": _tabs(desk, unsure, office),
        "choices": list(enumerate(CHOICES, start=1)),
        "every": min(page.paginator.count, MOST_ANSWERS),
    }
    return render(request, "research/kinds/kinds.html", context)


@policy(DESK)
def kinds_file(request: StaffRequest) -> HttpResponseBase:
    heads = [_("原话"), _("地方"), _("听到的时间"), _("建议归为"), _("把握"), _("有没有把握"), _("依据的词")]
    rows = _rows(_office(request), KindFilters(request.GET), unsure=request.GET.get("unsure") == "1")
    return export(request, events.KINDS, heads, (_cells(row) for row in rows.iterator(chunk_size=2000)))


@policy(DESK, "POST")
@once
def learn(request: StaffRequest) -> HttpResponse:
    training = actions.ask_to_learn(_office(request), by=request.user.person, at=clock.now())
    return redirect("kernel:job", training.job_id)


@policy(DESK, "POST")
@once
def look(request: StaffRequest) -> HttpResponse:
    job = actions.ask_to_look(_office(request), by=request.user.person, at=clock.now())
    return redirect("kernel:job", job.id)


@policy(DESK, "POST")
@once
def answer(request: StaffRequest) -> HttpResponse:
    """The ticked voices, or every one of the list as it was filtered: as proposed, or under the kind of the button."""
    kind = request.POST.get("kind", "")
    done = actions.answer_kinds(_chosen(request), by=request.user.person, kind=kind, at=clock.now())
    words = ngettext("归好了 {n} 条。", "归好了 {n} 条。", done.sorted).format(n=done.sorted)
    if done.faster:
        more = ngettext("另有 {n} 条刚刚有人归过，没有动。", "另有 {n} 条刚刚有人归过，没有动。", done.faster)
        words = f"{words} {more.format(n=done.faster)}"
    messages.success(request, words)
    return redirect(url_back(request, "research:kinds"))


def _chosen(request: StaffRequest) -> list[UUID]:
    if not request.POST.get("every"):
        return chosen_voices(request)
    asked = {"kind": request.POST.get("proposed", ""), "q": request.POST.get("q", "")}  # `kind` is the button's
    rows = _rows(_office(request), KindFilters(asked), unsure=request.POST.get("unsure") == "1")
    return list(rows.values_list("voice_id", flat=True)[:MOST_ANSWERS])


def _rows(office: Unit, filters: KindFilters, *, unsure: bool) -> QuerySet[KindProposal]:
    """Of the sure ones the surest first; of the others those the machine doubts most."""
    rows = KindProposal.objects.waiting().filter(voice__office=office)
    order = "confidence" if unsure else "-confidence"
    return (
        filters.narrow(rows.filter(sure=not unsure))
        .select_related("voice__place__parent")
        .order_by(order, "-voice__heard_at", "pk")
    )


def _unsure(request: StaffRequest, desk: KindDesk) -> bool:
    """Where nothing is asked, the tab that has something."""
    if "unsure" in request.GET:
        return request.GET["unsure"] == "1"
    return not desk.sure and bool(desk.unsure)


def _tabs(desk: KindDesk, unsure: bool, office: Unit) -> list[dict[str, Any]]:
    of = f"&office={office.pk}"
    return [
        {"label": _("机器有把握"), "url": f"?unsure=0{of}", "count": desk.sure, "current": not unsure},
        {"label": _("机器拿不准"), "url": f"?unsure=1{of}", "count": desk.unsure, "current": unsure},
    ]


def _offices(request: StaffRequest) -> QuerySet[Unit]:
    return Unit.objects.filter(pk__in=request.user.person.sight.desk_offices).order_by("path")


def _office(request: StaffRequest) -> Unit:
    return _one_of(list(_offices(request)), request)


def _one_of(offices: Sequence[Unit], request: StaffRequest) -> Unit:
    """The one named; else the first whose desk the person works on."""
    asked = uuid_of((request.POST if request.method == "POST" else request.GET).get("office", ""))
    found = next((one for one in offices if one.pk == asked or not asked), None)
    if found is None:
        raise Http404
    return found


def _cells(row: KindProposal) -> list[object]:
    return [
        row.voice.text,
        row.voice.where,
        row.voice.heard_at,
        row.get_kind_display(),
        f"{row.confidence:.0%}",
        _("有") if row.sure else _("没有"),
        " ".join(row.words),
    ]
