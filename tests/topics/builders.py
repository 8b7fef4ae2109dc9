"""Candidates, rounds and topics as an office makes them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sanxin.people.models import Person
from sanxin.research.models import Problem
from sanxin.topics.actions.candidates import propose
from sanxin.topics.actions.choices import choose
from sanxin.topics.actions.milestones import add_milestone
from sanxin.topics.actions.plans import Plan, plan, start
from sanxin.topics.actions.rounds import Weighing, open_round
from sanxin.topics.actions.scores import score
from sanxin.topics.models import Candidate, FieldOfConcern, Milestone, Round, Topic
from sanxin.topics.queries.fields import fields_of
from sanxin.topics.rules.rounds import USUAL
from tests.cast import Cast

QUESTION = "偏远村老人出行，怎么办？"


def a_field(cast: Cast, order: int = 1) -> FieldOfConcern:
    """One of the fields the office has; 基层组织建设 unless said otherwise."""
    return fields_of(cast.department)[order]


def a_weighing(cast: Cast, **changes: Any) -> Weighing:
    """The usual criteria, scored by officer and head, about fifteen."""
    return replace(Weighing(most=15, criteria=USUAL, scorers=(cast.officer, cast.head)), **changes)


def a_round(cast: Cast, at: datetime, **changes: Any) -> Round:
    return open_round(cast.department, year=2026, weighing=a_weighing(cast, **changes), by=cast.head, at=at)


def a_candidate(cast: Cast, at: datetime, *, problems: Sequence[Problem] = (), **changes: Any) -> Candidate:
    said = {"title": QUESTION, "reason": "班车停了。", "by": cast.colleague} | changes
    return propose(cast.department, problems=problems, at=at, **said)


def all_points(round_: Round, points: int) -> dict[str, int]:
    return {str(one.id): points for one in round_.criteria.all()}


def scored(candidate: Candidate, by: Person, points: int, at: datetime) -> None:
    assert candidate.round
    score(candidate, points=all_points(candidate.round, points), by=by, at=at)


def again(thing: Any) -> Any:
    """The thing as it stands now."""
    return type(thing).objects.get(pk=thing.pk)


def a_topic(cast: Cast, at: datetime, *, candidate: Candidate | None = None, lead: Person | None = None) -> Topic:
    """Chosen by 叶文清 and led by the officer."""
    if not Round.objects.filter(office=cast.department).exists():
        a_round(cast, at)
    made = again(candidate or a_candidate(cast, at))
    return choose(made, lead=lead or cast.officer, field=a_field(cast), by=cast.leader, seen=made.version, at=at)


def a_plan(cast: Cast, **changes: Any) -> Plan:
    """Complete but for milestones."""
    complete = Plan(
        question=QUESTION,
        kind="countermeasure",
        methods=("walks", "talks"),
        audience="在家老人、村干部",
        starts_on=date(2026, 11, 1),
        ends_on=date(2027, 3, 31),
        expected="给部务会的一个方案",
        team=(cast.colleague,),
        places=((cast.village, 20), (cast.other_village, 15)),
    )
    return replace(complete, **changes)


def planned(cast: Cast, topic: Topic, at: datetime, **changes: Any) -> Topic:
    return plan(topic, plan=a_plan(cast, **changes), by=cast.officer, seen=again(topic).version, at=at)


def a_milestone(cast: Cast, topic: Topic, at: datetime, **changes: Any) -> Milestone:
    said = {"title": "走完两个村", "owner": cast.colleague, "due_on": date(2026, 12, 10), "by": cast.officer} | changes
    return add_milestone(topic, seen=again(topic).version, at=at, **said)


def a_running_topic(cast: Cast, at: datetime, **changes: Any) -> Topic:
    """Planned, with one milestone, begun."""
    topic = planned(cast, a_topic(cast, at, **changes), at)
    a_milestone(cast, topic, at)
    start(topic, by=again(topic).lead, seen=again(topic).version, at=at)
    return again(topic)
