"""How the topics of a year stand: one row each, a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from sanxin.people.models import Unit
from sanxin.topics.models import Manner, Milestone, PlannedVisit, Topic
from sanxin.topics.queries.fields import limit_of
from sanxin.topics.queries.lists import with_progress
from sanxin.topics.rules.visits import month_of


@dataclass(frozen=True)
class Standing:
    """A topic with its steps, the next one, its visits and what it led to."""

    topic: Topic
    steps: int
    done: int
    late: int
    people: int
    villages: int
    outcomes: int
    next_step: Milestone | None
    visits: int
    visited: int


def progress_of(office: Unit, *, year: int, today: date) -> list[Standing]:
    """Those with something overdue first, then by number; three queries."""
    topics = list(with_progress(Topic.objects.filter(office=office, year=year), today))
    following = _next_steps(topics)
    visits = _visits(topics)
    rows = [_standing(topic, following.get(topic.id), visits.get(topic.id, (0, 0))) for topic in topics]
    return sorted(rows, key=lambda row: (not (row.late or row.topic.is_late(today)), row.topic.number))


def _standing(topic: Topic, following: Milestone | None, visits: tuple[int, int]) -> Standing:
    annotated = vars(topic)
    return Standing(
        topic=topic,
        steps=annotated["steps"],
        done=annotated["steps_done"],
        late=annotated["steps_late"] if topic.is_open else 0,
        people=annotated["people"],
        villages=annotated["villages"],
        outcomes=annotated["outcomes"],
        next_step=following if topic.is_open else None,
        visits=visits[0],
        visited=visits[1],
    )


def _next_steps(topics: Sequence[Topic]) -> dict[UUID, Milestone]:
    first: dict[UUID, Milestone] = {}
    for row in Milestone.objects.open().filter(topic__in=topics).select_related("owner").order_by("due_on", "added_at"):
        first.setdefault(row.topic_id, row)
    return first


def _visits(topics: Sequence[Topic]) -> dict[UUID, tuple[int, int]]:
    rows = PlannedVisit.objects.standing().filter(topic__in=topics).order_by().values_list("topic_id")
    counted = rows.annotate(n=Count("pk"), made=Count("pk", filter=Q(outcome__made=True)))
    return {topic: (planned, made) for topic, planned, made in counted}


@dataclass(frozen=True)
class Visits:
    planned: int
    unannounced: int


def visits_of(office: Unit, *, year: int) -> Visits:
    """How many visits of the year's topics, and how many of them come unannounced."""
    rows = PlannedVisit.objects.standing().filter(topic__office=office, topic__year=year).order_by()
    manners = Counter(rows.values_list("manner", flat=True))
    return Visits(sum(manners.values()), manners[Manner.UNANNOUNCED])


@dataclass(frozen=True)
class Busy:
    place: Unit
    topics: int


def busy_villages(office: Unit, *, today: date) -> list[Busy]:
    """Villages of the county where more topics go this month than the office's limit; three queries."""
    limit = limit_of(office.id)
    going: dict[UUID, set[UUID]] = defaultdict(set)
    rows = PlannedVisit.objects.standing().filter(topic__county=office.county_id, on__range=month_of(today))
    for place, topic in rows.values_list("place_id", "topic_id"):
        going[place].add(topic)
    crowded = {place: len(topics) for place, topics in going.items() if len(topics) > limit}
    units = Unit.objects.select_related("parent").in_bulk(list(crowded))
    return sorted(
        (Busy(units[place], n) for place, n in crowded.items()), key=lambda row: (-row.topics, row.place.path)
    )
