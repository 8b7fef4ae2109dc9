"""Handovers: the list, asking, one handover with its answer, and back again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import handovers as actions
from sanxin.fieldwork.forms.caseload import HandoverForm, RefuseForm
from sanxin.fieldwork.models import Handover
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.caseload_plans import usual_people
from sanxin.fieldwork.queries.handovers import back_on, givers_of, shown, state_on, to_give, with_targets
from sanxin.fieldwork.views.caseload_common import attempt
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.actions.keepings import Given


@policy(DESK)
def handovers(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    page = page_of(Handover.objects.visible_to(person).with_names(), request)
    context = {"page": page, "rows": shown(list(page), clock.today()), "person": person}
    return render(request, "fieldwork/handovers/handovers.html", context)


@policy(DESK, "GET", "POST")
@once
def new_handover(request: StaffRequest) -> HttpResponse:
    """One's own caseload; a section head chooses whose (`?giver=`)."""
    person, today = request.user.person, clock.today()
    office = get_object_or_404(Unit, pk=person.office_id)
    giver = _giver(request, office)
    permissions.check_may_hand_over(office.id, giver, person)
    offered = to_give(giver, office.id, today)
    people = usual_people(office).exclude(pk=giver.pk)
    first = {"since": today, "targets": [key for key, _label in offered]}
    form = HandoverForm(request.POST or None, people=people, targets=offered, initial=first)
    status = 200
    if request.method == "POST":
        made: list[Handover] = []
        refused = attempt(form, lambda data: made.append(_ask(office, giver, data, person)))
        if refused is None:
            messages.success(request, _("请{name}接了，接下以后才换。").format(name=made[0].receiver))
            return redirect("fieldwork:handover", pk=made[0].pk)
        status = refused
    context = {"form": form, "giver": giver, "offered": offered, "givers": givers_of(person, office)}
    return render(request, "fieldwork/handovers/new.html", context, status=status)


@policy(DESK)
def handover(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _page(request, _find(request, pk), RefuseForm())


@policy(DESK, "POST")
@once
def take(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    actions.take(found, by=request.user.person, at=clock.now())
    messages.success(request, _("接下了。"))
    return redirect("fieldwork:handover", pk=pk)


@policy(DESK, "POST")
@once
def refuse(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, form = _find(request, pk), RefuseForm(request.POST)
    refused = attempt(
        form, lambda data: actions.refuse(found, words=data["words"], by=request.user.person, at=clock.now())
    )
    if refused is not None:
        return _page(request, found, form, status=refused)
    messages.success(request, _("告诉对方了，联系点没有动。"))
    return redirect("fieldwork:handover", pk=pk)


@policy(DESK, "POST")
@once
def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    actions.withdraw(_find(request, pk), by=request.user.person, at=clock.now())
    messages.success(request, _("撤回了。"))
    return redirect("fieldwork:handover", pk=pk)


@policy(DESK, "POST")
@once
def back(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _find(request, pk)
    actions.bring_back(found, by=request.user.person, at=clock.now())
    messages.success(request, _("联系点回到{name}手上了。").format(name=found.giver))
    return redirect("fieldwork:handover", pk=pk)


def _find(request: StaffRequest, pk: UUID) -> Handover:
    return get_object_or_404(Handover.objects.visible_to(request.user.person).with_names(), pk=pk)


def _giver(request: StaffRequest, office: Unit) -> Person:
    """Whose caseload: of the county, as far as names go; the permission says whether it may be this one's."""
    asked = request.GET.get("giver", "")
    if not asked:
        return request.user.person
    people = Person.objects.visible_to(request.user.person).of_office(office)
    return get_object_or_404(people, staff_number=asked)


def _ask(office: Unit, giver: Person, data: dict[str, Any], by: Person) -> Handover:
    chosen = [key.split("-", 1) for key in data.pop("targets")]
    targets = [
        Given(None, village_id=UUID(pk)) if kind == "village" else Given(None, member_id=UUID(pk))
        for kind, pk in chosen
    ]
    return actions.hand_over(office, giver=giver, targets=targets, by=by, at=clock.now(), **data)


def _page(request: StaffRequest, found: Handover, form: RefuseForm, status: int = 200) -> HttpResponse:
    person, today = request.user.person, clock.today()
    state = state_on(found, today)
    context = {
        "handover": found,
        "state": state,
        "targets": with_targets(found),
        "back_on": back_on(found),
        "form": form,
        "events": timeline(found.id),
        "may_answer": state == "waiting" and found.receiver_id == person.id,
        "may_withdraw": state == "waiting" and permissions.may_withdraw(found, person),
        "may_end": state in {"standing", "coming"} and permissions.may_end(found, person),
        "again": f"{reverse('fieldwork:new_handover')}?giver={found.giver.staff_number}",
    }
    return render(request, "fieldwork/handovers/handover.html", context, status=status)
