"""Working a plan out: asked for by a section head, done in the background by the engine, written down whole."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.actions.caseload_claims import claim, note
from sanxin.fieldwork.models import CaseloadPlan, PlanPair
from sanxin.fieldwork.permissions import caseload as permissions
from sanxin.fieldwork.queries.caseload_input import Asked, asked_of
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.actions import action
from sanxin.kernel.jobs import Job, start
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin_engines.caseload import CaseloadError, Part
from sanxin_engines.caseload import plan as solve
from sanxin_engines.caseload.plan import Plan

JOB = "fieldwork.caseload"
Step = Callable[[str, int, int], None]


@action
def ask(plan: CaseloadPlan, *, by: Person, seen: int, at: datetime) -> Job:
    """Have the plan worked out; pairs that are fixed stay as they are. Refused while it is being worked out."""
    permissions.check_may_plan(plan.office_id, by)
    plan = claim(plan, seen=seen)
    args = {"plan": str(plan.id), "by": str(by.id), "version": plan.version}
    return start(JOB, by=by, county_id=plan.county_id, args=args)


def perform(plan: CaseloadPlan, *, by: Person, version: int | None, at: datetime, step: Step) -> CaseloadPlan:
    """Read, work out, write: computing outside the transaction. A draft changed meanwhile is not overwritten."""
    step("read", 0, 3)
    asked = asked_of(plan, timezone.localdate(at))
    step("solve", 1, 3)
    try:
        made = solve(asked.instance, asked.rules)
    except CaseloadError as problem:
        chinese = (get_language() or "").startswith("zh")
        raise Refused("fieldwork.plan.instance", problem.chinese if chinese else problem.english) from problem
    step("write", 2, 3)
    return _write(plan, asked, made, by=by, version=version, at=at)


@action
def _write(
    plan: CaseloadPlan, asked: Asked, made: Plan, *, by: Person, version: int | None, at: datetime
) -> CaseloadPlan:
    plan = claim(plan, seen=version)
    rules.check_people(len(asked.people))
    PlanPair.objects.filter(plan=plan).delete()
    rows = [*_pairs(plan, asked, made.villages), *_pairs(plan, asked, made.members)]
    PlanPair.objects.bulk_create(rows, batch_size=500)
    plan.round += 1
    plan.solved_at = at
    plan.figures = {part.kind.value: _figures(part) for part in (made.villages, made.members)}
    plan.figures["without_place"] = asked.without_place
    plan.save(update_fields=["round", "solved_at", "figures"])
    facts = {part.kind.value + "s": len(part.assignments) for part in (made.villages, made.members)}
    note(events_caseload.SOLVED, plan, by=by, at=at, round=plan.round, **facts)
    return plan


def _pairs(plan: CaseloadPlan, asked: Asked, part: Part) -> list[PlanPair]:
    field = f"{part.kind.value}_id"
    last = {pair.target: pair.staff for pair in asked.instance.last_year if pair.kind is part.kind}

    def row(target: str, **values: Any) -> PlanPair:
        before = asked.people.get(last.get(target, ""))
        return PlanPair(plan=plan, before_id=before, **{field: asked.targets[part.kind, target]}, **values)

    served = [
        row(
            one.target,
            person_id=asked.people[one.staff],
            km=one.km,
            reason=one.reason.value,
            next_best_id=_person(asked, one.next_best),
            next_km=one.next_km,
        )
        for one in part.assignments
    ]
    left = [row(one.target, hindered=[[rule.value, count] for rule, count in one.rules]) for one in part.unserved]
    return served + left


def _person(asked: Asked, staff: str | None) -> UUID | None:
    return asked.people[staff] if staff is not None else None


def _figures(part: Part) -> dict[str, Any]:
    return {
        "served": len(part.assignments),
        "unserved": len(part.unserved),
        "objective": part.objective,
        "bound": part.bound,
        "gap": part.gap,
        "kept": part.kept,
        "could_keep": part.could_keep,
        "short": [[one.staff, one.given, one.floor] for one in part.short],
    }
