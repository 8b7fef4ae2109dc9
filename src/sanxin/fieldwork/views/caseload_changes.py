"""One pair of a plan: who else might have it and what that would cost, and the verbs that change it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.fieldwork.actions import caseload_changes as actions
from sanxin.fieldwork.actions import caseload_rules
from sanxin.fieldwork.forms.caseload import ChangeForm
from sanxin.fieldwork.models import CaseloadPlan, PairRule, PlanPair
from sanxin.fieldwork.queries.caseload_costs import weighing_of
from sanxin.fieldwork.queries.caseload_words import RULES
from sanxin.fieldwork.queries.skills import tell_match
from sanxin.fieldwork.views.caseload_common import PLANNERS, attempt, find_pair, find_plan, seen_verb, url_of
from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest


@policy(PLANNERS)
def pair(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _page(request, find_pair(request, pk), ChangeForm())


@policy(PLANNERS, "POST")
@once
def move(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, by = find_pair(request, pk), request.user.person

    def verb(data: dict[str, Any]) -> object:
        to = _person(found, data["person"])
        return actions.move(found, to=to, reason=data["reason"], by=by, seen=data["seen"], at=clock.now())

    return _change(request, found, verb, _("换好了。"))


@policy(PLANNERS, "POST")
@once
def swap(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, by = find_pair(request, pk), request.user.person

    def verb(data: dict[str, Any]) -> object:
        other = get_object_or_404(PlanPair.objects.filter(plan=found.plan_id).with_names(), pk=data["other"])
        return actions.swap(found, other=other, reason=data["reason"], by=by, seen=data["seen"], at=clock.now())

    return _change(request, found, verb, _("对调好了。"))


@policy(PLANNERS, "POST")
@once
def fix(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, by = find_pair(request, pk), request.user.person

    def verb(data: dict[str, Any]) -> object:
        return actions.fix(found, reason=data["reason"], by=by, seen=data["seen"], at=clock.now())

    return _change(request, found, verb, _("定住了，再排也不动。"))


@policy(PLANNERS, "POST")
@once
def free(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, by = find_pair(request, pk), request.user.person

    def verb(data: dict[str, Any]) -> object:
        return actions.free(found, by=by, seen=data["seen"], at=clock.now())

    return _change(request, found, verb, _("放开了。"))


@policy(PLANNERS, "POST")
@once
def forbid(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, by = find_pair(request, pk), request.user.person

    def verb(data: dict[str, Any]) -> object:
        person, reason = _person(found, data["person"]), data["reason"]
        plan = found.plan
        return caseload_rules.forbid(
            plan, found, person=person, reason=reason, by=by, seen=data["seen"], at=clock.now()
        )

    return _change(request, found, verb, _("记下了，下次排的时候回避。"))


@policy(PLANNERS, "POST")
@once
def drop_rule(request: StaffRequest, pk: UUID) -> HttpResponse:
    by = request.user.person
    plans = CaseloadPlan.objects.filter(office__in=by.sight.headed_offices)
    rule = get_object_or_404(PairRule.objects.filter(plan__in=plans).select_related("plan__office"), pk=pk)
    return seen_verb(
        request,
        lambda seen: caseload_rules.drop_rule(rule, by=by, seen=seen, at=clock.now()),
        said=_("取消了。"),
        back=url_of(rule.plan, "rules"),
    )


@policy(PLANNERS, "POST")
@once
def undo(request: StaffRequest, pk: UUID) -> HttpResponse:
    plan, by = find_plan(request, pk), request.user.person
    return seen_verb(
        request,
        lambda seen: actions.undo(plan, by=by, seen=seen, at=clock.now()),
        said=_("撤回了。"),
        back=url_of(plan),
    )


def _change(
    request: StaffRequest, found: PlanPair, verb: Callable[[dict[str, Any]], object], said: str
) -> HttpResponse:
    form = ChangeForm(request.POST)
    refused = attempt(form, verb)
    if refused is not None:
        return _page(request, found, form, status=refused)
    messages.success(request, said)
    return redirect("fieldwork:pair", pk=found.pk)


def _page(request: StaffRequest, found: PlanPair, form: ChangeForm, status: int = 200) -> HttpResponse:
    weighing = weighing_of(found.plan, clock.today())
    tell_match([found], weighing.asked.needed, weighing.asked.known)
    fixed = PairRule.objects.filter(plan=found.plan_id, village=found.village_id, member=found.member_id)
    context = {
        "pair": found,
        "plan": found.plan,
        "form": form,
        "choices": [(one, [RULES[rule] for rule in one.rules]) for one in weighing.choices(found)],
        "swaps": weighing.swaps(found) if found.plan.is_open else [],
        "rules": list(fixed.select_related("person")),
        "is_fixed": any(rule.must for rule in fixed),
        "may_change": found.plan.is_open,
    }
    return render(request, "fieldwork/pairs/pair.html", context, status=status)


def _person(found: PlanPair, pk: UUID | None) -> Person:
    """Somebody who takes part in the plan."""
    return get_object_or_404(Person.objects.filter(pk__in=found.plan.officers.values("person")), pk=pk)
