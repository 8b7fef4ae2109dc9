"""The skills an office asks for, kept by its section heads, and what one village needs."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import skills as actions
from sanxin.fieldwork.forms.caseload import KindsForm, SkillForm, VillageNeedsForm
from sanxin.fieldwork.models import Skill
from sanxin.fieldwork.queries.skills import all_skills_of
from sanxin.fieldwork.rules.skills import fingerprint
from sanxin.fieldwork.views.caseload_common import PLANNERS, attempt
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.members import headed_desk
from sanxin.service.queries.needs import kinds_of


@policy(PLANNERS, "GET", "POST")
@once
def skills(request: StaffRequest) -> HttpResponse:
    office, status = office_of(request), 200
    form = SkillForm(request.POST or None, kinds_of(office))
    if request.method == "POST":
        by, at = request.user.person, clock.now()
        refused = attempt(
            form, lambda said: actions.add_skill(office, name=said["name"], kinds=said["kinds"], by=by, at=at)
        )
        if refused is None:
            messages.success(request, _("加上了。哪些干部会，在联系安排的“联系干部”里点“改”。"))
            return redirect("fieldwork:skills")
        status = refused
    rows = all_skills_of(office)
    context = {"skills": rows, "form": form, "office": office, "entries": timeline(*(row.pk for row in rows))}
    return render(request, "fieldwork/skills/skills.html", context, status=status)


@policy(PLANNERS, "GET", "POST")
@once
def skill(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Which kinds of need call for it."""
    found, status = _find(request, pk), 200
    chosen = [kind.pk for kind in found.kinds.all()]
    first = {"seen": fingerprint(chosen), "kinds": [str(pk) for pk in chosen]}
    form = KindsForm(request.POST or None, kinds_of(found.office), first)
    if request.method == "POST":
        by, at = request.user.person, clock.now()
        refused = attempt(
            form, lambda said: actions.call_for(found, kinds=said["kinds"], seen=said["seen"], by=by, at=at)
        )
        if refused is None:
            messages.success(request, _("存好了，下次排的时候照这个。"))
            return redirect("fieldwork:skills")
        status = refused
    context = {"skill": found, "form": form, "events": timeline(found.pk)}
    return render(request, "fieldwork/skills/skill.html", context, status=status)


@policy(PLANNERS, "POST")
@once
def retire_skill(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, actions.retire_skill, _("停用了，再排的时候不看它。"))


@policy(PLANNERS, "POST")
@once
def restore_skill(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _done(request, pk, actions.restore_skill, _("恢复了。"))


@policy(PLANNERS, "POST")
@once
def village_needs(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The form stands on the village's page; wrong input can only come from an old one."""
    person, office = request.user.person, office_of(request)
    village = get_object_or_404(Unit.objects.visible_to(person).places(), pk=pk)
    form = VillageNeedsForm(request.POST, Skill.objects.filter(office=office))
    seen = form.data.get("seen", "")
    chosen = list(form.cleaned_data["skills"]) if form.is_valid() else []
    if form.is_valid():
        actions.ask_of_contact(village, office=office, skills=chosen, by=person, seen=seen, at=clock.now())
        messages.success(request, _("存好了，下次排联系安排的时候照这个。"))
    else:
        messages.error(request, _("没有存：有一样专长找不到了，请重新选。"))
    return redirect("fieldwork:village", pk=pk)


def office_of(request: StaffRequest) -> Unit:
    """The office whose list it is; section heads have one."""
    office = headed_desk(request.user.person)
    assert office is not None, "the policy lets section heads in alone"
    return office


def _done(request: StaffRequest, pk: UUID, verb: Callable[..., object], said: str) -> HttpResponse:
    verb(_find(request, pk), by=request.user.person, at=clock.now())
    messages.success(request, said)
    return redirect("fieldwork:skills")


def _find(request: StaffRequest, pk: UUID) -> Skill:
    rows = Skill.objects.filter(office__in=request.user.person.sight.headed_offices)
    return get_object_or_404(rows.select_related("office"), pk=pk)
