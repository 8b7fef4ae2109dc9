"""症结: the list, one of them, and the verbs that need no page of their own."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.ledger.queries.kept import Kept
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.research import events
from sanxin.research.actions import cruxes as actions
from sanxin.research.models import CruxChange, CruxOffer, CruxProblem, CruxStage
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.cruxes import LIGHTS, CruxCounts, counts_for, people_of, problems_of, why, with_figures
from sanxin.research.queries.figures import figures_of
from sanxin.research.views.marking import marked
from sanxin.research.views.problems import seen, ticked_ids

SORTS = {"-heat": ("-heat", "number"), "-problems": ("-problems", "number"), "number": ("number",)}


def find(person: Person, pk: UUID) -> CruxProblem:
    """Through the person's eyes; a stranger's crux is not there."""
    rows = CruxProblem.objects.visible_to(person).select_related("office", "run", "lock__by", "departure__into")
    return get_object_or_404(rows, pk=pk)


@policy(OFFICE)
def cruxes(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    counts = counts_for(person)
    stage = request.GET.get("stage", "")
    page = page_of(_rows(person, stage, request.GET.get("sort", "")), request)
    shown = [crux.pk for crux in page]
    kept = Kept(person, timezone.localdate(clock.now()))
    people = kept.get(f"research.cruxes {shown}", lambda: people_of(shown))
    for crux in page:
        crux.people = people.get(crux.pk, 0)  # type: ignore[attr-defined]
        crux.light = LIGHTS[CruxStage(crux.stage)]  # type: ignore[attr-defined]
    context = {
        "page": page,
        "counts": counts,
        "tabs": _tabs(stage, counts),
        "stage": stage,
        "may_work": bool(person.sight.desk_offices),
        "sort": "-heat",
    }
    return render(request, "research/cruxes/cruxes.html", context)


@policy(OFFICE)
def cruxes_file(request: StaffRequest) -> HttpResponseBase:
    """The list as xlsx or csv."""
    rows = list(_rows(request.user.person, request.GET.get("stage", ""), request.GET.get("sort", "")))
    people = people_of([crux.pk for crux in rows])
    heads = [_("编号"), _("症结"), _("状态"), _("为什么在一起"), _("问题"), _("人"), _("条"), _("热度"), _("最近")]
    cells = (
        [
            crux.code, crux.name, crux.get_stage_display(), why(crux), crux.problems, people.get(crux.pk, 0),  # type: ignore[attr-defined]
            crux.messages, round(crux.heat), crux.last_at,  # type: ignore[attr-defined]
        ]
        for crux in rows
    )  # fmt: skip
    return export(request, events.CRUXES, heads, cells)


@policy(OFFICE)
def crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    found = find(person, pk)
    rows = list(problems_of(found))
    figures = figures_of(rows)
    change = CruxChange.objects.in_force().filter(cruxes=found).select_related("by", "main").order_by("-id").first()
    context = {
        "crux": found,
        "light_kind": LIGHTS[CruxStage(found.stage)],
        "problems": rows,
        "offers": [offer.problem for offer in found.offers.select_related("problem").order_by("-problem__heat")],
        "figures": figures,
        "quotes": [(marked(quote.text, found.terms), quote) for quote in figures.quotes],
        "why": why(found),
        "last": change,
        "entries": timeline(found.id),
        "may_work": permissions.may_work(person, found.office_id),
        "next": request.get_full_path(),
    }
    return render(request, "research/cruxes/crux.html", context)


@policy(DESK, "POST")
@once
def accept_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.accept, _("认定了 {code}。"))


@policy(DESK, "POST")
@once
def lock_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.lock, _("锁定了 {code}，机器和人都不再动它的问题。"))


@policy(DESK, "POST")
@once
def unlock_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.unlock, _("{code} 解锁了。"))


@policy(DESK, "POST")
@once
def take_crux_offers(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.take_offers, _("新提的问题收进了 {code}。"))


@policy(DESK, "POST")
@once
def refuse_crux_offers(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.refuse_offers, _("没有收，以后也不再提给 {code}。"))


@policy(DESK, "POST")
@once
def take_out_of_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, chosen = find(request.user.person, pk), ticked_ids(request)
    actions.take_out(found, chosen, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(
        request,
        ngettext("拿出了 {n} 个问题，归并不会再放回来。", "拿出了 {n} 个问题，归并不会再放回来。", len(chosen)).format(
            n=len(chosen)
        ),
    )
    return redirect("research:crux", pk=found.pk)


@policy(DESK, "POST")
@once
def undo_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    rows = CruxChange.objects.visible_to(request.user.person).select_related("main")
    change = get_object_or_404(rows, pk=pk)
    actions.undo(change, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, _("撤销了：{what}。").format(what=change.text))
    return redirect("research:crux", pk=change.main_id)


def _simple(request: StaffRequest, pk: UUID, verb: Callable[..., CruxProblem], words: str) -> HttpResponse:
    found = find(request.user.person, pk)
    verb(found, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, words.format(code=found.code))
    return redirect("research:crux", pk=found.pk)


def _rows(person: Person, stage: str, sort: str) -> QuerySet[CruxProblem]:
    rows = CruxProblem.objects.visible_to(person).on_desk()
    if stage in CruxStage.values:
        rows = rows.filter(stage=stage)
    if stage == "offered":
        rows = rows.filter(pk__in=CruxOffer.objects.values("crux"))
    return with_figures(rows).select_related("lock").order_by(*SORTS.get(sort, SORTS["-heat"]))


def _tabs(stage: str, counts: CruxCounts) -> list[dict[str, object]]:
    tabs = [("", _("全部"), counts.all), (CruxStage.PROPOSED.value, _("待认定"), counts.proposed)]
    tabs += [(CruxStage.ACCEPTED.value, _("已认定"), counts.accepted)]
    return [
        {"label": label, "url": f"?stage={key}" if key else "?", "count": count, "current": key == stage}
        for key, label, count in tabs
    ]
