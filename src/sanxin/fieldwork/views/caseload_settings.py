"""Drafting a plan, its rules and people, and one officer's own settings."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import caseload_plans as actions
from sanxin.fieldwork.forms.caseload import OfficerForm, PlanForm
from sanxin.fieldwork.models import CaseloadPlan, PlanOfficer, Skill
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.caseload_plans import usual_people, usual_villages, villages_of_office
from sanxin.fieldwork.views.caseload_common import PLANNERS, attempt, find_plan, url_of
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.places import Places


@policy(PLANNERS, "GET", "POST")
@once
def new_plan(request: StaffRequest) -> HttpResponse:
    """A draft for the year that is not planned yet, everything filled in with what is usual."""
    person, office = request.user.person, _office(request)
    people, villages = usual_people(office), villages_of_office(office)
    first = {
        "year": clock.today().year + (clock.today().month >= 9),
        "people": [one.pk for one in people],
        "villages": usual_villages(office, clock.today()),
    }
    form = PlanForm(request.POST or None, people=people, villages=villages, initial=first)
    status = 200
    if request.method == "POST":
        made: list[CaseloadPlan] = []
        refused = attempt(form, lambda data: made.append(_draft(form, data, office, request)))
        if refused is None:
            return redirect(url_of(made[0]))
        status = refused
    context = {"form": form, "office": office, "heading": _("起草联系安排"), "confirm": _("存成草稿")}
    return render(request, "fieldwork/plans/settings.html", context | {"person": person}, status=status)


@policy(PLANNERS, "GET", "POST")
@once
def change_plan(request: StaffRequest, pk: UUID) -> HttpResponse:
    plan, person = find_plan(request, pk), request.user.person
    permissions.check_may_plan(plan.office_id, person)
    first: dict[str, Any] = {name: getattr(plan, name) for name in actions.Settings.__dataclass_fields__}
    first |= {"seen": plan.version, "people": list(plan.officers.values_list("person", flat=True))}
    first["villages"] = list(plan.villages.values_list("pk", flat=True))
    form = PlanForm(
        request.POST or None,
        people=usual_people(plan.office),
        villages=villages_of_office(plan.office),
        plan=plan,
        initial=first,
    )
    status = 200
    if request.method == "POST":
        refused = attempt(form, lambda data: _change(form, data, plan, request))
        if refused is None:
            return redirect(url_of(plan, "rules"))
        status = refused
    context = {"form": form, "office": plan.office, "plan": plan, "heading": _("改规定和人"), "confirm": _("存")}
    return render(request, "fieldwork/plans/settings.html", context, status=status)


@policy(PLANNERS, "GET", "POST")
@once
def change_officer(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    plans = CaseloadPlan.objects.filter(office__in=person.sight.headed_offices)
    rows = PlanOfficer.objects.filter(plan__in=plans).select_related(
        "plan__office", "person", "base__parent", "home__parent"
    )
    officer = get_object_or_404(rows, pk=pk)
    places = Places(tuple(person.sight.counties))
    first = {
        "seen": officer.plan.version,
        "base": _label(officer.base),
        "home": _label(officer.home),
        "skills": list(officer.skills.values_list("pk", flat=True)),
        "max_villages": officer.max_villages,
        "max_members": officer.max_members,
    }
    skills = Skill.objects.filter(office=officer.plan.office_id).in_use()
    form = OfficerForm(request.POST or None, places, skills, first)
    status = 200
    if request.method == "POST":
        refused = attempt(form, lambda data: actions.change_officer(officer, **data, by=person, at=clock.now()))
        if refused is None:
            return redirect(url_of(officer.plan, "officers"))
        status = refused
    context = {"form": form, "plan": officer.plan, "officer": officer, "places": places, "no_skills": not skills}
    return render(request, "fieldwork/plans/officer.html", context, status=status)


def _draft(form: PlanForm, data: dict[str, Any], office: Unit, request: StaffRequest) -> CaseloadPlan:
    return actions.draft(
        office,
        year=data["year"],
        settings=form.settings,
        people=list(data["people"]),
        villages=list(data["villages"]),
        by=request.user.person,
        at=clock.now(),
    )


def _change(form: PlanForm, data: dict[str, Any], plan: CaseloadPlan, request: StaffRequest) -> CaseloadPlan:
    return actions.change(
        plan,
        settings=form.settings,
        people=list(data["people"]),
        villages=list(data["villages"]),
        by=request.user.person,
        seen=data["seen"] or 0,
        at=clock.now(),
    )


def _office(request: StaffRequest) -> Unit:
    """The office the address names, else the first one this person heads a section of."""
    offices: QuerySet[Unit] = Unit.objects.filter(pk__in=request.user.person.sight.headed_offices).order_by("path")
    asked = request.GET.get("office", "")
    return next((unit for unit in offices if unit.code == asked), offices[0])


def _label(unit: Unit | None) -> str:
    """As `Places` finds it again."""
    return unit.full_name_with_town if unit else ""
