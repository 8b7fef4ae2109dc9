"""Approving a plan: somebody else, once, and from its day on everybody keeps contact as it says."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from sanxin.fieldwork.actions.caseload_approvals import approve
from sanxin.fieldwork.actions.caseload_changes import move
from sanxin.fieldwork.actions.caseload_plans import drop
from sanxin.fieldwork.models import CaseloadPlan, PlanApproval, PlanPair
from sanxin.fieldwork.queries.own_places import own_villages
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person, Post
from sanxin.service.actions.keepings import show_all
from sanxin.service.models import Keeping, Member
from sanxin.service.queries.keepings import holding, kept_by
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.fieldwork.caseload_builders import a_draft, a_plan, give, pair_of, second_head, seen, settle, solved
from tests.kernel.file_database import file_database
from tests.ledger.test_races import at_once
from tests.service.builders import refused

NEW_YEAR = date(2027, 1, 1)


def test_from_its_day_on_everybody_keeps_contact_as_it_says(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    member = Member.objects.first()
    assert member is not None
    move(pair_of(plan, member), to=cast.colleague, reason="顺路", by=cast.head, seen=seen(plan), at=now)

    approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)

    assert holding(cast.department.id, NEW_YEAR - timedelta(days=1))[member.id].person_id == cast.officer.id
    assert holding(cast.department.id, NEW_YEAR)[member.id].person_id == cast.colleague.id
    assert not kept_by(cast.officer, clock.today()).villages
    wanted = set(
        PlanPair.objects.filter(plan=plan, person=cast.head).exclude(village=None).values_list("village", flat=True)
    )
    assert set(kept_by(cast.head, NEW_YEAR).villages) == wanted
    assert timeline(plan.id)[0].name == "fieldwork.plan.approved"
    assert timeline(member.id)[0].name == "fieldwork.plan.approved"


def test_lists_and_sight_follow_on_the_day(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    member = Member.objects.first()
    assert member is not None
    move(pair_of(plan, member), to=cast.colleague, reason="顺路", by=cast.head, seen=seen(plan), at=now)
    approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)
    member.refresh_from_db()
    assert member.contact == cast.officer

    with clock.frozen(now.replace(year=2027, month=1, day=1)):
        show_all(clock.now())
        member.refresh_from_db()
        assert member.contact == cast.colleague
        assert Member.objects.visible_to(cast.colleague).filter(pk=member.pk).exists()
        wanted = PlanPair.objects.filter(plan=plan, person=cast.colleague, member=None).values_list(
            "village", flat=True
        )
        assert set(wanted) <= {unit.id for unit in own_villages(cast.colleague)}


def test_a_village_left_out_is_nobodys_any_more(cast: Cast, now: datetime) -> None:
    villages = settle(cast, members=0)
    give(cast, cast.officer, villages[0], villages[1])
    plan = solved(a_draft(cast, villages[1:3]), cast.head)

    approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)

    assert holding(cast.department.id, NEW_YEAR)[villages[0].id].person_id is None


def test_who_drafted_does_not_approve_and_another_head_may(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    with refused("fieldwork.plan.own", NotAllowed):
        approve(plan, in_force_on=NEW_YEAR, by=cast.head, seen=seen(plan), at=now)
    for who in (cast.officer, cast.handler, cast.stranger):
        with refused("fieldwork.plan.not_leader", NotAllowed):
            approve(plan, in_force_on=NEW_YEAR, by=who, seen=seen(plan), at=now)

    approve(plan, in_force_on=NEW_YEAR, by=second_head(cast), seen=seen(plan), at=now)

    with refused("fieldwork.plan.closed"):
        approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)


def test_days_gone_by_and_before_the_plan_before_are_refused(cast: Cast, now: datetime) -> None:
    villages = settle(cast)
    first, second = (solved(a_draft(cast, villages), cast.head) for _ in range(2))
    with refused("fieldwork.plan.past"):
        approve(first, in_force_on=date(2026, 11, 18), by=cast.leader, seen=seen(first), at=now)
    approve(first, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(first), at=now)
    with refused("fieldwork.plan.too_early"):
        approve(second, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(second), at=now)


def test_what_is_not_worked_out_or_put_away_is_refused(cast: Cast, now: datetime) -> None:
    plan = a_draft(cast, settle(cast))
    with refused("fieldwork.plan.not_solved"):
        approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)
    drop(plan, by=cast.head, seen=seen(plan), at=now)
    with refused("fieldwork.plan.closed"):
        approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)


def test_somebody_who_works_here_no_more_keeps_no_contact(cast: Cast, now: datetime) -> None:
    plan = a_plan(cast)
    Post.objects.filter(person=cast.colleague).update(until=date(2026, 11, 18))
    with refused("fieldwork.caseload.not_here"):
        approve(plan, in_force_on=NEW_YEAR, by=cast.leader, seen=seen(plan), at=now)
    assert not PlanApproval.objects.exists()


@pytest.fixture
def town(threads_db: None) -> Iterator[Cast]:
    with file_database(), clock.frozen(NOW):
        yield make_cast()


def test_two_who_approve_at_once(town: Cast) -> None:
    plan, other = a_plan(town), second_head(town)
    version = seen(plan)

    def agree(who: Person) -> Callable[[], object]:
        def verb() -> object:
            with clock.frozen(NOW):  # a thread begins with a clock of its own
                return approve(plan, in_force_on=NEW_YEAR, by=who, seen=version, at=NOW)

        return verb

    outcomes = at_once(agree(town.leader), agree(other), agree(town.leader), agree(other))

    refusals = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert [getattr(outcome, "code", outcome) for outcome in refusals] == ["fieldwork.plan.closed"] * 3
    assert PlanApproval.objects.count() == 1
    assert Keeping.objects.filter(source_id=plan.id).count() == PlanPair.objects.count()
    assert CaseloadPlan.objects.get().version == version + 1
