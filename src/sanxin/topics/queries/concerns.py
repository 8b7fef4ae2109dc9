"""Fields of concern with the problems they hold, as the room below asks for them."""

from collections import Counter, defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from sanxin.people.models import Unit
from sanxin.research.concerns import Field, Looking
from sanxin.topics.models import FieldOfConcern, ProblemField, Topic, TopicProblem, TopicStage, VoiceField
from sanxin.topics.queries.fields import fields_of


def known(offices: Collection[UUID]) -> list[Field]:
    """What a person said of a problem counts; else the field of the newest topic that looks into it. Three queries.

    A field retired stays as long as it holds problems or voices; where two offices have one of the same name,
    theirs stands by.
    """
    fields = FieldOfConcern.objects.filter(office__in=offices).select_related("office", "retirement")
    rows = list(fields.annotate(holds_voices=Exists(VoiceField.objects.filter(field=OuterRef("pk")))))
    if not rows:
        return []
    problems: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for problem_id, field_id in field_of_problems(offices).items():
        problems[field_id].add(problem_id)
    names = Counter(row.name for row in rows)
    return [
        Field(row.id, row.name if names[row.name] == 1 else f"{row.name} · {row.office}", frozenset(problems[row.id]))
        for row in rows
        if problems[row.id] or row.holds_voices or not hasattr(row, "retirement")  # type: ignore[attr-defined]
    ]


def field_of_problems(offices: Collection[UUID]) -> dict[UUID, UUID]:
    """Problem → its field; two queries."""
    topics = _by_topics().filter(topic__office__in=offices).values_list("problem_id", "topic__field_id")
    said = ProblemField.objects.filter(problem__office__in=offices).values_list("problem_id", "field_id")
    return dict(topics) | dict(said)


def names_of(problems: Collection[UUID]) -> dict[UUID, str]:
    """Problem → the name of its field; two queries, however many problems the offices have."""
    topics = _by_topics().filter(problem__in=problems).values_list("problem_id", "topic__field__name")
    said = ProblemField.objects.filter(problem__in=problems).values_list("problem_id", "field__name")
    return dict(topics) | dict(said)


def _by_topics() -> QuerySet[TopicProblem]:
    """The newest topic of a problem last, so that it counts."""
    running = TopicProblem.objects.exclude(topic__stage=TopicStage.STOPPED)
    return running.order_by("topic__year", "topic__number")


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


def voice_url(voice: UUID) -> str:
    return reverse("topics:voice_field", args=[voice])
