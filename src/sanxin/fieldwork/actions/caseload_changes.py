"""Adjusting a plan by hand: give to somebody else, swap, fix, free, undo. Each says what it costs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from sanxin.fieldwork import events_caseload
from sanxin.fieldwork.actions.caseload_claims import note, work_on
from sanxin.fieldwork.models import CaseloadPlan, ChangeKind, PairReason, PairRule, PlanChange, PlanPair
from sanxin.fieldwork.queries.caseload_costs import Weighing, weighing_of
from sanxin.fieldwork.rules import caseload as rules
from sanxin.kernel.actions import action
from sanxin.people.models import Person


@action
def move(pair: PlanPair, *, to: Person, reason: str, by: Person, seen: int, at: datetime) -> PlanChange:
    """Give a village or member to somebody else, and hold on to it when the plan is worked out again.

    Refused where a rule forbids the pair, or the officer would have more than the most.
    """
    plan = work_on(pair.plan, by=by, seen=seen)
    pair = _fresh(pair)
    rules.check_reason(reason)
    rules.check_moves(same=pair.person_id == to.id)
    weighing = weighing_of(plan, timezone.localdate(at))
    weighing.check(pair, to, {pair.target_id: to.id})
    km = weighing.cost_of({pair.target_id: to.id}).total
    change = _write(plan, ChangeKind.MOVE, [(pair, to)], km, reason, weighing, by=by, at=at)
    facts = {"kind": _kind(pair), "name": to.name, "km": f"{km:.1f}", "reason": reason.strip()}
    note(events_caseload.MOVED, plan, by=by, at=at, **facts)
    return change


@action
def swap(pair: PlanPair, *, other: PlanPair, reason: str, by: Person, seen: int, at: datetime) -> PlanChange:
    """Two of a kind change hands; both are held on to."""
    plan = work_on(pair.plan, by=by, seen=seen)
    pair, other = _fresh(pair), _fresh(other)
    rules.check_reason(reason)
    same = pair.person_id == other.person_id or _kind(pair) != _kind(other) or other.plan_id != plan.id
    rules.check_moves(same=same or pair.person is None or other.person is None)
    assert pair.person is not None
    assert other.person is not None
    weighing = weighing_of(plan, timezone.localdate(at))
    swapped = {pair.target_id: other.person_id, other.target_id: pair.person_id}
    weighing.check(pair, other.person, swapped)
    weighing.check(other, pair.person, swapped)
    km = weighing.cost_of(swapped).total
    pairs = [(pair, other.person), (other, pair.person)]
    change = _write(plan, ChangeKind.SWAP, pairs, km, reason, weighing, by=by, at=at)
    facts = {"kind": _kind(pair), "km": f"{km:.1f}", "reason": reason.strip()}
    note(events_caseload.SWAPPED, plan, by=by, at=at, **facts)
    return change


@action
def fix(pair: PlanPair, *, reason: str, by: Person, seen: int, at: datetime) -> PlanChange:
    """Hold on to a pair as it is when the plan is worked out again."""
    plan = work_on(pair.plan, by=by, seen=seen)
    pair = _fresh(pair)
    rules.check_reason(reason)
    rules.check_moves(same=pair.person is None or _rule_of(pair) is not None)
    assert pair.person is not None
    change = _write(plan, ChangeKind.FIX, [(pair, pair.person)], 0.0, reason, None, by=by, at=at)
    facts = {"kind": _kind(pair), "name": pair.person.name, "reason": reason.strip()}
    note(events_caseload.FIXED, plan, by=by, at=at, **facts)
    return change


@action
def free(pair: PlanPair, *, by: Person, seen: int, at: datetime) -> PlanChange:
    """Let go of a fixed pair: the next working out may do otherwise."""
    plan = work_on(pair.plan, by=by, seen=seen)
    pair = _fresh(pair)
    rule = _rule_of(pair)
    rules.check_moves(same=rule is None)
    assert rule is not None
    step = _step(pair, rule) | {"fixed_after": None}
    rule.delete()
    change = _add(plan, ChangeKind.FREE, [step], 0.0, "", by=by, at=at)
    note(events_caseload.FREED, plan, by=by, at=at, kind=_kind(pair))
    return change


@action
def undo(plan: CaseloadPlan, *, by: Person, seen: int, at: datetime) -> PlanChange:
    """Take back the last change since the plan was worked out."""
    plan = work_on(plan, by=by, seen=seen)
    change = PlanChange.objects.filter(plan=plan, round=plan.round, undone_at=None).order_by("-number").first()
    rules.check_undo(found=change is not None)
    assert change is not None
    for step in change.steps:
        _restore(plan, step, by=by, at=at)
    change.undone_by, change.undone_at = by, at
    change.save(update_fields=["undone_by", "undone_at"])
    note(events_caseload.UNDONE, plan, by=by, at=at, number=change.number)
    return change


def _write(
    plan: CaseloadPlan,
    kind: ChangeKind,
    pairs: Sequence[tuple[PlanPair, Person]],
    km: float,
    reason: str,
    weighing: Weighing | None,
    *,
    by: Person,
    at: datetime,
) -> PlanChange:
    steps = []
    for pair, to in pairs:
        steps.append(_step(pair, _rule_of(pair)) | {"fixed_after": str(to.id)})
        _settle(plan, pair, to.id, reason.strip(), by=by, at=at)
        if weighing is not None:
            pair.person, pair.reason, pair.km = to, PairReason.BY_HAND, weighing.km(pair, to)
            pair.next_best = pair.next_km = None
            pair.hindered = []
            pair.save(update_fields=["person", "reason", "km", "next_best", "next_km", "hindered"])
    return _add(plan, kind, steps, km, reason.strip(), by=by, at=at)


def _add(
    plan: CaseloadPlan,
    kind: ChangeKind,
    steps: list[dict[str, Any]],
    km: float,
    reason: str,
    *,
    by: Person,
    at: datetime,
) -> PlanChange:
    last = PlanChange.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    return PlanChange.objects.create(
        plan=plan,
        number=last + 1,
        round=plan.round,
        kind=kind,
        km=round(km, 3),
        steps=steps,
        reason=reason,
        by=by,
        at=at,
    )


def _step(pair: PlanPair, rule: PairRule | None) -> dict[str, Any]:
    """How the pair stands now."""
    return {
        "pair": str(pair.id),
        "person": str(pair.person_id) if pair.person_id else None,
        "reason": pair.reason,
        "km": pair.km,
        "next_best": str(pair.next_best_id) if pair.next_best_id else None,
        "next_km": pair.next_km,
        "hindered": pair.hindered,
        "fixed": str(rule.person_id) if rule else None,
        "why": rule.reason if rule else "",
    }


def _restore(plan: CaseloadPlan, step: dict[str, Any], *, by: Person, at: datetime) -> None:
    pair = PlanPair.objects.get(plan=plan, pk=step["pair"])
    pair.person_id, pair.reason, pair.km = _id(step["person"]), step["reason"], step["km"]
    pair.next_best_id, pair.next_km, pair.hindered = _id(step["next_best"]), step["next_km"], step["hindered"]
    pair.save(update_fields=["person", "reason", "km", "next_best", "next_km", "hindered"])
    fixed = _id(step["fixed"])
    if fixed is None:
        _musts(pair).delete()
    else:
        _settle(plan, pair, fixed, step["why"], by=by, at=at)


def _settle(plan: CaseloadPlan, pair: PlanPair, person_id: UUID, reason: str, *, by: Person, at: datetime) -> None:
    """The rule that holds on to it, one for a target."""
    _musts(pair).delete()
    PairRule.objects.create(
        plan=plan,
        person_id=person_id,
        village_id=pair.village_id,
        member_id=pair.member_id,
        must=True,
        reason=reason,
        by=by,
        at=at,
    )


def _musts(pair: PlanPair) -> Any:
    return PairRule.objects.filter(plan=pair.plan_id, village=pair.village_id, member=pair.member_id, must=True)


def _rule_of(pair: PlanPair) -> PairRule | None:
    found: PairRule | None = _musts(pair).first()
    return found


def _fresh(pair: PlanPair) -> PlanPair:
    """As it is now that the plan is held; gone where the plan was worked out meanwhile."""
    return PlanPair.objects.with_names().get(pk=pair.pk)


def _kind(pair: PlanPair) -> str:
    return "village" if pair.village_id else "member"


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None
