"""Planning a topic, starting it, ending it, handing it to another lead."""

from dataclasses import dataclass
from datetime import date, datetime

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.people.models import Person, Unit
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_topic
from sanxin.topics.actions.subjects import note_topic
from sanxin.topics.models import Kind, Method, Milestone, Topic, TopicEnd, TopicPlace, TopicStage, TopicStart
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.findable import entry_of
from sanxin.topics.rules import topics as rules


@dataclass(frozen=True)
class Plan:
    """All that is planned on one sheet; milestones and visits have verbs of their own."""

    question: str
    kind: str = ""
    methods: tuple[str, ...] = ()
    audience: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    expected: str = ""
    lead: Person | None = None
    team: tuple[Person, ...] = ()
    places: tuple[tuple[Unit, int], ...] = ()
    """Where, and how many people there."""


@action
def plan(topic: Topic, *, plan: Plan, by: Person, seen: int, at: datetime) -> Topic:
    """Write the plan, or write it anew while the topic runs.

    Refused: by others than the lead and the section head, after the end, with days or places that cannot be.
    """
    permissions.check_may_plan(topic, by)
    topic = claim_topic(topic, seen=seen)
    rules.check_open(topic.is_open)
    rules.check_dates(plan.starts_on, plan.ends_on)
    rules.check_places([(str(place.id), people) for place, people in plan.places])
    lead = plan.lead or topic.lead
    for person in (lead, *plan.team):
        if person.id != topic.lead_id:
            permissions.check_works_here(topic.office_id, person, "team")
    handed_over = lead.id != topic.lead_id
    _write(topic, plan, lead)
    if handed_over:
        note_topic(events.LED_BY, topic, by=by, at=at, lead=lead.name)
    note_topic(
        events.PLANNED, topic, by=by, at=at, places=len(plan.places), people=sum(people for _p, people in plan.places)
    )
    return topic


@action
def start(topic: Topic, *, by: Person, seen: int, at: datetime) -> TopicStart:
    """The plan is complete: go."""
    permissions.check_may_plan(topic, by)
    topic = claim_topic(topic, seen=seen)
    rules.check_can_start(topic.stage, missing_of(topic))
    row = TopicStart.objects.create(topic=topic, by=by, at=at)
    _settle(topic, TopicStage.RUNNING)
    note_topic(events.STARTED, topic, by=by, at=at)
    return row


@action
def finish(topic: Topic, *, words: str, by: Person, seen: int, at: datetime) -> TopicEnd:
    """Ended with a result. Refused while a milestone is open, and without a word on what came of it."""
    permissions.check_may_plan(topic, by)
    return _end(topic, finished=True, words=words, by=by, seen=seen, at=at)


@action
def stop(topic: Topic, *, words: str, by: Person, seen: int, at: datetime) -> TopicEnd:
    """Given up, and why. A section head or a leader says so."""
    permissions.check_may_stop(topic, by)
    return _end(topic, finished=False, words=words, by=by, seen=seen, at=at)


def missing_of(topic: Topic) -> list[str]:
    """What the plan still lacks, in words."""
    return rules.what_is_missing(
        kind=bool(topic.kind),
        methods=bool(topic.methods),
        dates=bool(topic.starts_on and topic.ends_on),
        places=topic.place_rows.exists(),
        expected=bool(topic.expected),
        milestones=Milestone.objects.filter(topic=topic).exists(),
    )


def _end(topic: Topic, *, finished: bool, words: str, by: Person, seen: int, at: datetime) -> TopicEnd:
    topic = claim_topic(topic, seen=seen)
    left = Milestone.objects.filter(topic=topic).open().count()
    rules.check_can_end(topic.stage, finished=finished, words=words, open_milestones=left)
    row = TopicEnd.objects.create(topic=topic, finished=finished, words=words.strip(), by=by, at=at)
    _settle(topic, TopicStage.FINISHED if finished else TopicStage.STOPPED)
    note_topic(events.FINISHED if finished else events.STOPPED, topic, by=by, at=at, reason=row.words)
    return row


def _settle(topic: Topic, stage: TopicStage) -> None:
    topic.stage = stage
    topic.save(update_fields=["version", "stage"])


def _write(topic: Topic, plan: Plan, lead: Person) -> None:
    topic.question = plan.question.strip() or topic.question
    topic.kind = plan.kind if plan.kind in Kind.values else ""
    topic.methods = [method.value for method in Method if method in plan.methods]
    topic.audience, topic.expected = plan.audience.strip(), plan.expected.strip()
    topic.starts_on, topic.ends_on, topic.lead = plan.starts_on, plan.ends_on, lead
    topic.save()
    topic.team.set([person for person in plan.team if person.id != lead.id])
    topic.place_rows.all().delete()
    TopicPlace.objects.bulk_create(
        TopicPlace(topic=topic, place=place, people=people, order=order)
        for order, (place, people) in enumerate(plan.places, start=1)
    )
    search.put_many([entry_of(topic)])
