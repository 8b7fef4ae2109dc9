"""What people raise beside what is looked into: covered or not, by heat, field by field."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sanxin.people.models import Unit
from sanxin.research.models import Problem
from sanxin.topics.models import CandidateProblem, CandidateStage, FieldOfConcern, ProblemField, Topic, TopicProblem
from sanxin.topics.queries.fields import all_fields_of

HOTTEST = 100
"""Problems compared; the long tail of single voices says little about a year's topics."""


@dataclass
class Raised:
    """A problem of the desk and what the office does about it."""

    problem: Problem
    topics: list[Topic] = dataclasses.field(default_factory=list)
    candidate_id: UUID | None = None
    """An open candidate that would look into it."""
    field_id: UUID | None = None

    @property
    def is_covered(self) -> bool:
        return bool(self.topics)


@dataclass
class FieldRow:
    """One field of concern: how many topics, and how much of what people raise they cover."""

    field: FieldOfConcern | None
    topics: int = 0
    covered: list[Raised] = dataclasses.field(default_factory=list)
    uncovered: list[Raised] = dataclasses.field(default_factory=list)

    @property
    def people_covered(self) -> int:
        return sum(one.problem.people for one in self.covered)

    @property
    def people_uncovered(self) -> int:
        return sum(one.problem.people for one in self.uncovered)

    @property
    def people_heard(self) -> int:
        """Who spoke of two problems counts twice: 人次."""
        return self.people_covered + self.people_uncovered


def hottest(office: Unit, *, year: int, most: int = HOTTEST) -> list[Raised]:
    """The hottest problems with the topics of the year that look into them; four queries."""
    problems = list(Problem.objects.filter(office=office).on_desk().order_by("-heat", "number")[:most])
    rows = {problem.id: Raised(problem) for problem in problems}
    ties = TopicProblem.objects.filter(problem__in=rows, topic__year=year, topic__office=office)
    for tie in ties.exclude(topic__stage="stopped").select_related("topic"):
        rows[tie.problem_id].topics.append(tie.topic)
    waiting = CandidateProblem.objects.filter(problem__in=rows, candidate__stage=CandidateStage.OPEN)
    for problem_id, candidate_id in waiting.values_list("problem_id", "candidate_id"):
        rows[problem_id].candidate_id = candidate_id
    sorted_by_people = dict(ProblemField.objects.filter(problem__in=rows).values_list("problem_id", "field_id"))
    for row in rows.values():
        first = row.topics[0].field_id if row.topics else None
        row.field_id = sorted_by_people.get(row.problem.id, first)
    return list(rows.values())


def uncovered(office: Unit, *, year: int, most: int = 8) -> list[Raised]:
    """The hottest problems nobody has made a topic or a candidate of."""
    rows = hottest(office, year=year, most=most * 4)
    return [row for row in rows if not row.is_covered and row.candidate_id is None][:most]


def by_field(office: Unit, *, year: int, rows: Sequence[Raised]) -> list[FieldRow]:
    """A row a field in its order, then those nobody has sorted; two queries."""
    fields = {one.id: FieldRow(one) for one in all_fields_of(office)}
    unsorted = FieldRow(None)
    running = Topic.objects.filter(office=office, year=year).exclude(stage="stopped")
    for field_id in running.values_list("field_id", flat=True):
        fields[field_id].topics += 1
    for row in rows:
        line = fields.get(row.field_id, unsorted) if row.field_id else unsorted
        (line.covered if row.is_covered else line.uncovered).append(row)
    shown = [line for line in fields.values() if line.topics or line.covered or line.uncovered or _used(line)]
    return [*shown, unsorted] if unsorted.covered or unsorted.uncovered else shown


def _used(line: FieldRow) -> bool:
    return line.field is not None and not hasattr(line.field, "retirement")
