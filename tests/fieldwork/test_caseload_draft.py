"""Drafting a plan of who keeps contact, and having it worked out."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from sanxin.fieldwork.actions.caseload_plans import Settings, change, change_officer, drop
from sanxin.fieldwork.actions.caseload_rounds import ask
from sanxin.fieldwork.models import CaseloadPlan, PlanPair
from sanxin.kernel.events import timeline
from sanxin.kernel.jobs import Job, work_off
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from tests.cast import Cast
from tests.fieldwork.caseload_builders import EASY, a_draft, a_plan, seen, settle, solved
from tests.service.builders import refused

ClientOf = Callable[[Person], Client]


def test_a_section_head_drafts_and_has_it_worked_out(cast: Cast, now: datetime) -> None:
    plan = a_draft(cast, settle(cast))

    ask(plan, by=cast.head, seen=plan.version, at=now)
    work_off()

    plan.refresh_from_db()
    assert (plan.round, plan.pairs.count(), plan.pairs.filter(person=None).count()) == (1, 14, 0)
    assert plan.figures_of("village")["gap"] == 0
    assert {event.name for event in timeline(plan.id)} >= {"fieldwork.plan.drafted", "fieldwork.plan.solved"}


def test_who_keeps_contact_today_stays_where_the_price_is_high(cast: Cast) -> None:
    plan = a_plan(cast)

    members = PlanPair.objects.filter(plan=plan).exclude(member=None)
    assert {pair.before_id for pair in members} == {cast.officer.id}
    assert all(pair.change == "kept" for pair in members)


def test_what_cannot_be_served_is_named_with_its_rule(cast: Cast) -> None:
    plan = a_plan(cast, settings=Settings(min_villages=0, max_villages=2, min_members=0, max_members=2))

    left = PlanPair.objects.filter(plan=plan, person=None)
    assert left.filter(member=None).count() == 2
    assert all([rule for rule, _count in pair.hindered] == ["max"] for pair in left)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"year": 2020}, "fieldwork.plan.year"),
        ({"people": []}, "fieldwork.plan.nobody"),
        ({"villages": []}, "fieldwork.plan.no_villages"),
        ({"settings": Settings(min_villages=3, max_villages=2)}, "fieldwork.plan.bounds"),
        ({"settings": Settings(change_km=-1)}, "fieldwork.plan.price"),
        ({"settings": Settings(most_km=9000)}, "fieldwork.plan.price"),
    ],
)
def test_wrong_settings_are_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    with refused(code):
        a_draft(cast, **({"villages": settle(cast, members=0)} | changes))  # type: ignore[arg-type]
    assert not CaseloadPlan.objects.exists()


def test_only_villages_and_people_of_here(cast: Cast) -> None:
    with refused("fieldwork.plan.place"):
        a_draft(cast, [cast.town])
    with refused("fieldwork.caseload.not_here"):
        a_draft(cast, [cast.village], people=[cast.handler])


def test_only_a_section_head_plans(cast: Cast, now: datetime) -> None:
    for who in (cast.officer, cast.leader, cast.handler, cast.administrator, cast.stranger):
        with refused("fieldwork.plan.not_head", NotAllowed):
            a_draft(cast, [cast.village], by=who)
    plan = a_draft(cast, [cast.village])
    with refused("fieldwork.plan.not_head", NotAllowed):
        ask(plan, by=cast.leader, seen=plan.version, at=now)
    assert not Job.objects.exists()


def test_whoever_was_slower_is_told(cast: Cast, now: datetime) -> None:
    plan = a_draft(cast, [cast.village])
    told = {"settings": EASY, "people": [cast.officer], "villages": [cast.village], "by": cast.head, "at": now}
    change(plan, seen=plan.version, **told)  # type: ignore[arg-type]

    with refused("fieldwork.plan.overtaken", Overtaken):
        change(plan, seen=plan.version, **told)  # type: ignore[arg-type]


def test_a_draft_changed_while_it_is_worked_out_is_not_overwritten(cast: Cast, now: datetime) -> None:
    plan = a_draft(cast, settle(cast))
    job = ask(plan, by=cast.head, seen=plan.version, at=now)
    drop(plan, by=cast.head, seen=seen(plan), at=now)
    work_off()

    job.refresh_from_db()
    assert (job.state, PlanPair.objects.count()) == ("failed", 0)
    assert "撤下" in job.error


def test_nobody_gets_the_village_they_come_from(cast: Cast, now: datetime) -> None:
    villages = settle(cast, members=1)
    plan = a_draft(cast, villages[:1], people=[cast.officer])
    officer = plan.officers.get()
    change_officer(
        officer, base=cast.town, home=cast.village, max_villages=3, max_members=None, by=cast.head, seen=1, at=now
    )

    plan = solved(plan, cast.head)

    assert [pair.hindered for pair in plan.pairs.filter(member=None)] == [[["home_village", 1]]]
    with refused("fieldwork.plan.home"):
        change_officer(
            officer, base=None, home=cast.town, max_villages=1, max_members=1, by=cast.head, seen=seen(plan), at=now
        )
