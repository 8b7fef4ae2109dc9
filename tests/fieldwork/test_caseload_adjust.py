"""Adjusting a plan by hand: the cost is known before, each change can be taken back, the next working out holds on."""

from datetime import datetime

import pytest
from django.test import Client

from sanxin.fieldwork.actions.caseload_changes import fix, free, move, swap, undo
from sanxin.fieldwork.actions.caseload_plans import Settings
from sanxin.fieldwork.actions.caseload_rules import drop_rule, forbid
from sanxin.fieldwork.models import PairRule, PlanChange, PlanPair
from sanxin.fieldwork.queries.caseload_costs import weighing_of
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from tests.cast import Cast
from tests.fieldwork.caseload_builders import a_draft, a_plan, pair_of, seen, settle, solved
from tests.service.builders import refused

WHY = "那边的话他会讲"


def test_a_change_costs_what_was_shown_before(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = PlanPair.objects.with_names().exclude(member=None).select_related("plan").first()
    assert pair is not None
    choice = next(one for one in weighing_of(plan, clock.today()).choices(pair) if one.possible)
    to = cast.colleague if choice.person_id == cast.colleague.id else cast.head

    change = move(pair, to=to, reason=WHY, by=cast.head, seen=seen(plan), at=now)

    pair.refresh_from_db()
    assert (pair.person, pair.reason, change.number) == (to, "by_hand", 1)
    shown = {one.person_id: one.cost.total for one in weighing_of(plan, clock.today()).choices(pair)}
    assert shown[cast.officer.id] == pytest.approx(-change.km, abs=0.01)  # going back saves what it cost
    assert timeline(plan.id)[0].facts["km"] == f"{change.km:.1f}"


def test_what_was_moved_stays_when_it_is_worked_out_again(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    to = cast.colleague if pair.person != cast.colleague else cast.head
    move(pair, to=to, reason=WHY, by=cast.head, seen=seen(plan), at=now)

    plan = solved(plan, cast.head)

    again = pair_of(plan, cast.village)
    assert (again.person, again.reason) == (to, "fixed")


def test_two_change_hands(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    other = PlanPair.objects.with_names().filter(plan=plan, member=None).exclude(person=pair.person).first()
    assert other is not None
    before = (pair.person, other.person)

    change = swap(pair, other=other, reason=WHY, by=cast.head, seen=seen(plan), at=now)

    pair.refresh_from_db()
    other.refresh_from_db()
    assert (other.person, pair.person) == before
    assert len(change.steps) == 2


def test_each_change_is_taken_back_in_turn(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    was = (pair.person, pair.reason, pair.km, pair.next_km)
    to = cast.colleague if pair.person != cast.colleague else cast.head
    fix(pair, reason=WHY, by=cast.head, seen=seen(plan), at=now)
    move(pair, to=to, reason=WHY, by=cast.head, seen=seen(plan), at=now)

    undo(plan, by=cast.head, seen=seen(plan), at=now)
    assert PairRule.objects.get(plan=plan).person == was[0]
    undo(plan, by=cast.head, seen=seen(plan), at=now)

    pair.refresh_from_db()
    assert (pair.person, pair.reason, pair.km, pair.next_km) == was
    assert not PairRule.objects.exists()
    with refused("fieldwork.change.none"):
        undo(plan, by=cast.head, seen=seen(plan), at=now)


def test_a_fixed_pair_is_let_go_and_fixed_again_by_undo(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    fix(pair, reason=WHY, by=cast.head, seen=seen(plan), at=now)
    with refused("fieldwork.change.same"):
        fix(pair, reason=WHY, by=cast.head, seen=seen(plan), at=now)

    free(pair, by=cast.head, seen=seen(plan), at=now)
    assert not PairRule.objects.exists()
    undo(plan, by=cast.head, seen=seen(plan), at=now)

    assert PairRule.objects.get().reason == WHY
    assert [change.kind for change in PlanChange.objects.order_by("number")] == ["fix", "free"]


def test_nobody_gets_more_than_the_most(cast: Cast, now: datetime) -> None:
    villages = settle(cast, members=0)
    settings = Settings(min_villages=0, max_villages=3, min_members=0)
    plan = solved(a_draft(cast, villages, settings=settings), cast.head)
    full = next(
        who
        for who in (cast.officer, cast.colleague, cast.head)
        if PlanPair.objects.filter(plan=plan, person=who).count() == 3
    )
    pair = PlanPair.objects.with_names().select_related("plan").filter(plan=plan).exclude(person=full).first()
    assert pair is not None

    with refused("fieldwork.change.full"):
        move(pair, to=full, reason=WHY, by=cast.head, seen=seen(plan), at=now)
    assert not PlanChange.objects.exists()


def test_a_forbidden_pair_is_refused_and_not_worked_out(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    holder = pair.person
    assert holder is not None
    rule = forbid(plan, pair, person=holder, reason="老家亲戚在村里", by=cast.head, seen=seen(plan), at=now)
    with refused("fieldwork.rule.there"):
        forbid(plan, pair, person=holder, reason="老家亲戚在村里", by=cast.head, seen=seen(plan), at=now)

    plan = solved(plan, cast.head)
    pair = pair_of(plan, cast.village)
    assert pair.person not in {holder, None}
    with refused("fieldwork.change.rule"):
        move(pair, to=holder, reason=WHY, by=cast.head, seen=seen(plan), at=now)

    drop_rule(rule, by=cast.head, seen=seen(plan), at=now)
    assert not PairRule.objects.exists()


def test_every_change_has_a_reason(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    for verb in (
        lambda: move(pair, to=cast.head, reason=" ", by=cast.head, seen=seen(plan), at=now),
        lambda: fix(pair, reason="", by=cast.head, seen=seen(plan), at=now),
        lambda: forbid(plan, pair, person=cast.head, reason="", by=cast.head, seen=seen(plan), at=now),
    ):
        with refused("fieldwork.plan.no_reason"):
            verb()


def test_leaders_and_officers_adjust_nothing(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    for who in (cast.officer, cast.leader, cast.stranger):
        with refused("fieldwork.plan.not_head", NotAllowed):
            move(pair, to=cast.head, reason=WHY, by=who, seen=seen(plan), at=now)
        with refused("fieldwork.plan.not_head", NotAllowed):
            undo(plan, by=who, seen=seen(plan), at=now)


def test_two_who_adjust_at_once_do_not_overwrite_each_other(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    pair, version = pair_of(plan, cast.village), seen(plan)
    to = cast.colleague if pair.person != cast.colleague else cast.head
    move(pair, to=to, reason=WHY, by=cast.head, seen=version, at=now)

    with refused("fieldwork.plan.overtaken", Overtaken):
        move(pair, to=cast.officer, reason=WHY, by=cast.head, seen=version, at=now)


def test_the_page_shows_the_cost_and_takes_the_change(cast: Cast, client_of: object) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    client: Client = client_of(cast.head)  # type: ignore[operator]
    to = cast.colleague if pair.person != cast.colleague else cast.head

    page = client.get(f"/fieldwork/pairs/{pair.pk}/").content.decode()
    assert "总账多多少公里" in page
    assert f"给{to.name}" in page
    told = {"seen": seen(plan), "person": str(to.pk), "once": "one"}
    answer = client.post(f"/fieldwork/pairs/{pair.pk}/move/", told)
    assert answer.status_code == 422
    assert "写一句为什么" in answer.content.decode()
    answer = client.post(f"/fieldwork/pairs/{pair.pk}/move/", told | {"reason": WHY})
    assert answer.status_code == 302
    pair.refresh_from_db()
    assert pair.person == to


def test_a_strangers_pair_is_not_there(cast: Cast, client_of: object) -> None:
    plan = a_plan(cast)
    pair = pair_of(plan, cast.village)
    for who in (cast.officer, cast.leader, cast.stranger):
        status = client_of(who).get(f"/fieldwork/pairs/{pair.pk}/").status_code  # type: ignore[operator]
        assert status in {403, 404}
