"""Milestones: adding, changing, dropping, done."""

from datetime import date, datetime

from sanxin.kernel.actions import action
from sanxin.kernel.locks import locked
from sanxin.people.models import Person
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_topic
from sanxin.topics.actions.subjects import note_topic
from sanxin.topics.models import Milestone, MilestoneDone, Topic
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules import topics as rules


@action
def add_milestone(
    topic: Topic, *, title: str, owner: Person, due_on: date, by: Person, seen: int, at: datetime
) -> Milestone:
    """A step with somebody who answers for it until a day within the topic's dates."""
    permissions.check_may_plan(topic, by)
    topic = _held(topic, seen)
    _check(topic, title, owner, due_on)
    row = Milestone.objects.create(topic=topic, title=title.strip(), owner=owner, due_on=due_on, added_at=at)
    _note(events.MILESTONE_ADDED, topic, row, by=by, at=at)
    return row


@action
def change_milestone(
    milestone: Milestone, *, title: str, owner: Person, due_on: date, by: Person, seen: int, at: datetime
) -> Milestone:
    permissions.check_may_plan(milestone.topic, by)
    topic = _held(milestone.topic, seen)
    milestone = _open(milestone)
    _check(topic, title, owner, due_on)
    milestone.title, milestone.owner, milestone.due_on = title.strip(), owner, due_on
    milestone.save(update_fields=["title", "owner", "due_on"])
    _note(events.MILESTONE_CHANGED, topic, milestone, by=by, at=at)
    return milestone


@action
def drop_milestone(milestone: Milestone, *, by: Person, seen: int, at: datetime) -> None:
    """Take it out of the plan; the timeline keeps that it was there."""
    permissions.check_may_plan(milestone.topic, by)
    topic = _held(milestone.topic, seen)
    milestone = _open(milestone)
    title = milestone.title
    milestone.delete()
    note_topic(events.MILESTONE_DROPPED, topic, by=by, at=at, title=title)


@action
def finish_milestone(milestone: Milestone, *, note: str, by: Person, at: datetime) -> MilestoneDone:
    """The step was taken. Its owner, the team, the lead or the section head says so, with a word on what came of it."""
    permissions.check_may_work(milestone.topic, by, owner_id=milestone.owner_id)
    topic = _held(milestone.topic, None)
    milestone = _open(milestone)
    rules.check_note(note)
    row = MilestoneDone.objects.create(milestone=milestone, note=note.strip(), by=by, at=at)
    note_topic(events.MILESTONE_DONE, topic, by=by, at=at, title=milestone.title)
    return row


def _held(topic: Topic, seen: int | None) -> Topic:
    fresh = claim_topic(topic, seen=seen)
    rules.check_open(fresh.is_open)
    fresh.save(update_fields=["version"])
    return fresh


def _open(milestone: Milestone) -> Milestone:
    fresh = locked(Milestone.objects.filter(pk=milestone.pk)).get()
    rules.check_milestone_open(MilestoneDone.objects.filter(milestone=fresh).exists())
    return fresh


def _check(topic: Topic, title: str, owner: Person, due_on: date) -> None:
    rules.check_milestone(title, due_on, starts_on=topic.starts_on, ends_on=topic.ends_on)
    permissions.check_works_here(topic.office_id, owner, "owner")


def _note(name: str, topic: Topic, row: Milestone, *, by: Person, at: datetime) -> None:
    note_topic(name, topic, by=by, at=at, title=row.title, owner=row.owner.name, day=f"{row.due_on:%Y-%m-%d}")
