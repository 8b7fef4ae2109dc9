"""What a topic looks into and what it led to; the field of a problem; what people raise beside it."""

from datetime import datetime

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.research.models import Problem
from sanxin.surveys.models import Questionnaire
from sanxin.topics.actions.links import (
    ask_by,
    ask_not_by,
    cover,
    lead_not_to,
    lead_to,
    sort_problems,
    uncover,
)
from sanxin.topics.queries.raised import by_field, hottest, uncovered
from tests.cast import Cast
from tests.research.builders import hear_some, propose
from tests.research.proposal_builders import a_proposal
from tests.service.builders import refused
from tests.topics.builders import a_candidate, a_field, a_topic


def two_problems(cast: Cast, now: datetime) -> list[Problem]:
    return propose(cast, now, hear_some(cast, 6, now), hear_some(cast, 3, now, "快递不到村，取件跑十里"))


def test_a_problem_is_covered_and_let_go(cast: Cast, now: datetime) -> None:
    problem, _other = two_problems(cast, now)
    topic = a_topic(cast, now)

    cover(topic, problem, by=cast.officer, at=now)
    assert list(topic.problems.all()) == [problem]
    assert timeline(problem.id)[0].text == f"课题 2026-01 加进问题 {problem.code}"
    with refused("topics.link.twice"):
        cover(topic, problem, by=cast.officer, at=now)

    uncover(topic, problem, by=cast.officer, at=now)
    assert not topic.problems.exists()
    with refused("topics.link.missing"):
        uncover(topic, problem, by=cast.officer, at=now)


def test_a_proposal_came_of_it(cast: Cast, now: datetime) -> None:
    topic, proposal = a_topic(cast, now), a_proposal(cast, now)

    lead_to(topic, proposal, by=cast.officer, at=now)
    assert list(topic.proposals.all()) == [proposal]
    with refused("topics.link.twice"):
        lead_to(topic, proposal, by=cast.officer, at=now)

    lead_not_to(topic, proposal, by=cast.officer, at=now)
    with refused("topics.link.missing"):
        lead_not_to(topic, proposal, by=cast.officer, at=now)


def test_others_do_not_link(cast: Cast, now: datetime) -> None:
    topic, proposal = a_topic(cast, now), a_proposal(cast, now)

    for who in (cast.colleague, cast.leader, cast.stranger):
        with refused("topics.topic.not_in_team", NotAllowed):
            lead_to(topic, proposal, by=who, at=now)


def test_another_offices_problem_is_not_covered(cast: Cast, now: datetime) -> None:
    problem, _other = two_problems(cast, now)
    topic = a_topic(cast, now)
    problem.office = cast.transport

    with refused("topics.candidate.other_office"):
        cover(topic, problem, by=cast.officer, at=now)


def test_what_people_raise_beside_what_is_looked_into(cast: Cast, now: datetime) -> None:
    buses, parcels = two_problems(cast, now)
    a_topic(cast, now, candidate=a_candidate(cast, now, problems=[buses]))

    rows = hottest(cast.department, year=2026)

    assert [(row.problem, row.is_covered) for row in rows] == [(buses, True), (parcels, False)]
    assert [row.problem for row in uncovered(cast.department, year=2026)] == [parcels]
    lines = {str(line.field): line for line in by_field(cast.department, year=2026, rows=rows)}
    assert (lines["基层组织建设"].topics, lines["基层组织建设"].people_covered) == (1, 6)
    assert (lines["None"].people_uncovered, lines["None"].people_heard) == (3, 3)
    assert not hottest(cast.department, year=2025)[0].is_covered


def test_problems_are_sorted_under_a_field(cast: Cast, now: datetime) -> None:
    problems = two_problems(cast, now)

    sort_problems(problems, field=a_field(cast, 0), by=cast.officer, at=now)
    sort_problems(problems[:1], field=a_field(cast, 3), by=cast.head, at=now)

    rows = hottest(cast.department, year=2026)
    assert [row.field_id for row in rows] == [a_field(cast, 3).id, a_field(cast, 0).id]
    assert timeline(problems[0].id)[0].text == "归到领域“人才工作”"
    with refused("topics.field.nothing"):
        sort_problems([], field=a_field(cast), by=cast.officer, at=now)
    for who in (cast.leader, cast.stranger):
        with refused("topics.not_head", NotAllowed):
            sort_problems(problems, field=a_field(cast), by=who, at=now)


def test_a_candidate_counts_as_on_its_way(cast: Cast, now: datetime) -> None:
    buses, parcels = two_problems(cast, now)
    candidate = a_candidate(cast, now, problems=[parcels])

    rows = {row.problem: row for row in hottest(cast.department, year=2026)}

    assert (rows[parcels].candidate_id, rows[parcels].is_covered) == (candidate.id, False)
    assert [row.problem for row in uncovered(cast.department, year=2026)] == [buses]


def test_a_questionnaire_is_used_and_let_go(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)
    questionnaire = Questionnaire.objects.create(
        county=cast.county,
        office=cast.department,
        title="出行问卷",
        created_by=cast.officer,
        created_at=now,
        edited_at=now,
    )

    ask_by(topic, questionnaire, by=cast.officer, at=now)
    assert list(topic.questionnaires.all()) == [questionnaire]
    assert timeline(questionnaire.id)[0].text == "课题 2026-01 用问卷“出行问卷”"
    with refused("topics.link.twice"):
        ask_by(topic, questionnaire, by=cast.officer, at=now)
    with refused("topics.topic.not_in_team", NotAllowed):
        ask_not_by(topic, questionnaire, by=cast.colleague, at=now)

    ask_not_by(topic, questionnaire, by=cast.officer, at=now)
    with refused("topics.link.missing"):
        ask_not_by(topic, questionnaire, by=cast.officer, at=now)
    questionnaire.office = cast.transport
    with refused("topics.link.other_office"):
        ask_by(topic, questionnaire, by=cast.officer, at=now)
