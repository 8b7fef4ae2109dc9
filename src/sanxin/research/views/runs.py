"""Ask for a run, and what each run brought."""

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.research.actions.runs import ask_for_run
from sanxin.research.models import Offer, Problem, SynthesisRun
from sanxin.research.queries.desk import last_run, new_voices
from sanxin.research.views.problems import uuid_of
from sanxin.service.models import Voice

SHOWN = 50


@policy(DESK, "GET", "POST")
@once
def runs(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    offices = Unit.objects.filter(pk__in=person.sight.desk_offices).order_by("path")
    if request.method == "POST":
        office = get_object_or_404(offices, pk=uuid_of(request.POST.get("office", "")))
        run = ask_for_run(office, by=person, at=clock.now())
        return redirect("kernel:job", run.job_id)
    found = SynthesisRun.objects.visible_to(person).select_related("started_by", "office")
    context = {
        "page": page_of(found, request),
        "offices": offices,
        "voices": Voice.objects.filter(office__in=person.sight.desk_offices).count(),
        "fresh": new_voices(person),
        "last": last_run(person),
        "kept": Problem.objects.visible_to(person).on_desk().kept().count(),
        "running": found.running(clock.now()).first(),
    }
    return render(request, "research/runs/runs.html", context)


@policy(DESK)
def run(request: StaffRequest, pk: UUID) -> HttpResponse:
    """What this run proposed: new problems, those carried on, voices offered, what scattered."""
    person = request.user.person
    found = get_object_or_404(SynthesisRun.objects.visible_to(person).select_related("started_by", "office"), pk=pk)
    mine = Problem.objects.on_desk().order_by("-heat", "number")
    offers = Offer.objects.filter(run=found).values("problem").annotate(n=Count("pk"))
    offered = {row["problem"]: row["n"] for row in offers}
    context = {
        "run": found,
        "shown": SHOWN,
        "fresh": mine.fresh_from(found)[:SHOWN],
        "carried": mine.carried_on_by(found)[:SHOWN],
        "offered": [(problem, offered[problem.pk]) for problem in Problem.objects.filter(pk__in=offered)[:SHOWN]],
        "gone": found.departures.select_related("problem", "into").order_by("problem__number")[:SHOWN],
    }
    return render(request, "research/runs/run.html", context)
