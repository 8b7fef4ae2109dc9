"""Visits of a topic: planned, with a warning where a village is crowded; made or called off."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Level, Person, Unit
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_topic
from sanxin.topics.actions.subjects import note_topic
from sanxin.topics.models import Manner, PlannedVisit, Topic, VisitOutcome
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.crowding import others_at
from sanxin.topics.queries.fields import limit_of
from sanxin.topics.rules import topics as topic_rules
from sanxin.topics.rules import visits as rules


@action
def plan_visit(
    topic: Topic, *, place: Unit, on: date, manner: str, by: Person, at: datetime, anyway: bool = False
) -> PlannedVisit:
    """Mean to go there that day. Raises `Crowded` where too many topics do in that month, unless `anyway`.

    Refused: for a day past or after the topic's end, outside the county, by others than the topic's people.
    """
    permissions.check_may_work(topic, by)
    topic = claim_topic(topic)
    topic_rules.check_open(topic.is_open)
    rules.check_day(on, today=timezone.localdate(at), ends_on=topic.ends_on)
    _check_place(topic, place, manner)
    others = others_at(place.id, on, besides=topic)
    crowded = rules.is_crowded(others, limit_of(topic.office_id))
    if crowded and not anyway:
        words = _("{place}这个月已有 {n} 个课题去。看看换个村，或者照样安排。").format(place=place, n=len(others))
        raise rules.Crowded("topics.visit.crowded", words, field="place")
    row = PlannedVisit.objects.create(topic=topic, place=place, on=on, manner=manner, by=by, planned_at=at)
    topic.save(update_fields=["version"])
    name = events.VISIT_PLANNED_ANYWAY if crowded else events.VISIT_PLANNED
    note_topic(name, topic, by=by, at=at, place=place.name, day=f"{on:%Y-%m-%d}", manner=manner, others=len(others))
    return row


@action
def settle_visit(visit: PlannedVisit, *, made: bool, by: Person, at: datetime, note: str = "") -> VisitOutcome:
    """They went, or did not and why."""
    permissions.check_may_work(visit.topic, by)
    visit = locked(PlannedVisit.objects.filter(pk=visit.pk)).get()
    rules.check_outcome(
        settled=VisitOutcome.objects.filter(visit=visit).exists(),
        made=made,
        on=visit.on,
        today=timezone.localdate(at),
        note=note,
    )
    row = VisitOutcome.objects.create(visit=visit, made=made, note=note.strip(), by=by, at=at)
    name = events.VISIT_MADE if made else events.VISIT_CALLED_OFF
    reason = "" if made else row.note
    day = f"{visit.on:%Y-%m-%d}"
    note_topic(name, visit.topic, by=by, at=at, place=visit.place.name, day=day, reason=reason)
    return row


def _check_place(topic: Topic, place: Unit, manner: str) -> None:
    if place.county_id != topic.county_id or place.level not in {Level.TOWNSHIP, Level.VILLAGE}:
        raise Refused("topics.visit.place", _("选本县（市、区）的一个镇或村。"), field="place")
    if manner not in Manner.values:
        raise Refused("topics.visit.manner", _("选一下打不打招呼。"), field="manner")
