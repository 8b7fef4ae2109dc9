"""Whose timelines an event stands on."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sanxin.kernel.events import Subject, record
from sanxin.people.models import Person
from sanxin.topics.models import Candidate, Topic


def of_candidate(candidate: Candidate) -> list[Subject]:
    problems = candidate.problem_rows.values_list("problem_id", flat=True)
    return [("topics.candidate", candidate.id), *(("research.problem", problem) for problem in problems)]


def note_candidate(name: str, candidate: Candidate, /, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("topics.candidate", candidate.id)]
    record(name, county_id=candidate.county_id, by=by, at=at, about=about, facts=facts)


def note_topic(
    name: str, topic: Topic, /, *, by: Person, at: datetime, also: Iterable[tuple[str, UUID]] = (), **facts: object
) -> None:
    about = [("topics.topic", topic.id), *also]
    record(name, county_id=topic.county_id, by=by, at=at, about=about, facts={"code": topic.code} | facts)
