"""Which topics visit a village in a month, and which village of the same town is quieter."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sanxin.people.models import Person, Unit
from sanxin.topics.models import PlannedVisit, Topic
from sanxin.topics.queries.fields import limit_of
from sanxin.topics.rules.visits import is_crowded, month_of, quieter


@dataclass(frozen=True)
class Crowding:
    """What the planner is told: who else goes there, and where it is quieter."""

    place: Unit
    topics: list[Topic]
    """Those this person may see."""
    elsewhere: int
    """Topics of other offices, counted only."""
    instead: list[Unit]


def others_at(place_id: UUID, on: date, *, besides: Topic) -> set[UUID]:
    """Other topics that go there in that month, of every office of the county; one query."""
    first, last = month_of(on)
    rows = PlannedVisit.objects.standing().filter(place=place_id, on__range=(first, last)).exclude(topic=besides.pk)
    return set(rows.values_list("topic_id", flat=True))


def crowding_of(place: Unit, on: date, *, topic: Topic, person: Person) -> Crowding:
    """Four queries."""
    others = others_at(place.id, on, besides=topic)
    seen = list(Topic.objects.visible_to(person).filter(pk__in=others))
    return Crowding(place, seen, len(others) - len(seen), _instead(place, on, topic))


def crowded_visits(visits: Iterable[PlannedVisit], topic: Topic) -> set[UUID]:
    """Which of a topic's visits go where too many topics go that month; two queries."""
    rows = list(visits)
    if not rows:
        return set()
    taken = _topics_by_month([row.place_id for row in rows])
    limit = limit_of(topic.office_id)
    return {row.id for row in rows if is_crowded(taken[row.place_id, row.on.replace(day=1)] - {topic.id}, limit)}


def _instead(place: Unit, on: date, topic: Topic) -> list[Unit]:
    siblings = list(Unit.objects.in_use().filter(parent=place.parent_id, level=place.level).order_by("path"))
    taken = _topics_by_month([unit.id for unit in siblings])
    month = on.replace(day=1)
    counts = {unit.id: len(taken[unit.id, month] - {topic.id}) for unit in siblings}
    by_id = {unit.id: unit for unit in siblings}
    return [by_id[pk] for pk in quieter(counts, besides=place.id, limit=limit_of(topic.office_id))]


def _topics_by_month(places: Collection[UUID]) -> dict[tuple[UUID, date], set[UUID]]:
    taken: dict[tuple[UUID, date], set[UUID]] = defaultdict(set)
    rows = PlannedVisit.objects.standing().filter(place__in=places).values_list("place_id", "on", "topic_id")
    for place, on, topic in rows:
        taken[place, on.replace(day=1)].add(topic)
    return taken
