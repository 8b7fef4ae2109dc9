"""Fields of concern with the problems they hold, told to the room below; registered when Django starts."""

from collections import Counter, defaultdict
from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from sanxin.people.models import Unit
from sanxin.research.concerns import Concerns, Field, Looking, register
from sanxin.topics.models import FieldOfConcern, ProblemField, Topic, TopicProblem, TopicStage
from sanxin.topics.queries.fields import fields_of


def known(offices: Collection[UUID]) -> list[Field]:
    """What a person said of a problem counts; else the field of the newest topic that looks into it. Three queries.

    A field retired stays as long as it holds problems; where two offices have one of the same name, theirs stands by.
    """
    rows = list(FieldOfConcern.objects.filter(office__in=offices).select_related("office", "retirement"))
    if not rows:
        return []
    problems = _problems_of(offices)
    names = Counter(row.name for row in rows)
    return [
        Field(row.id, row.name if names[row.name] == 1 else f"{row.name} · {row.office}", frozenset(problems[row.id]))
        for row in rows
        if problems[row.id] or not hasattr(row, "retirement")
    ]


def _problems_of(offices: Collection[UUID]) -> defaultdict[UUID, set[UUID]]:
    topics = TopicProblem.objects.filter(topic__office__in=offices).exclude(topic__stage=TopicStage.STOPPED)
    ordered = topics.order_by("topic__year", "topic__number")
    field_of = dict(ordered.values_list("problem_id", "topic__field_id"))
    said = ProblemField.objects.filter(problem__office__in=offices)
    field_of.update(said.values_list("problem_id", "field_id"))
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for problem_id, field_id in field_of.items():
        found[field_id].add(problem_id)
    return found


def looking(offices: Collection[UUID]) -> list[Looking]:
    """Topics that look into problems, the newest first; one that was stopped told its roots, too. Two queries."""
    held: defaultdict[UUID, set[UUID]] = defaultdict(set)
    rows = TopicProblem.objects.filter(topic__office__in=offices).values_list("topic_id", "problem_id")
    for topic_id, problem_id in rows:
        held[topic_id].add(problem_id)
    topics = Topic.objects.filter(pk__in=list(held)).order_by("-year", "-number")
    return [
        Looking(one.id, one.code, one.question, reverse("topics:topic", args=[one.id]), frozenset(held[one.id]))
        for one in topics
    ]


def choices(office: Unit) -> list[tuple[UUID, str]]:
    return [(field.id, field.name) for field in fields_of(office)]


def sort_url(office: Unit) -> str:
    return f"{reverse('topics:sort')}?office={office.code}"


def compare_url() -> str:
    return reverse("topics:compare")


register(Concerns(known=known, choices=choices, sort_url=sort_url, compare_url=compare_url, topics=looking))
