"""Handovers: what somebody has to give, what is still unanswered, and whom one may ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sanxin.fieldwork.models import Handover, HandoverTarget
from sanxin.fieldwork.models.handover import HandoverQuerySet
from sanxin.fieldwork.queries.own_places import label_of
from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member
from sanxin.service.models.keeping import Keeping
from sanxin.service.queries.keepings import holding


def held_by(person: Person, office_id: UUID, day: date) -> dict[UUID, Keeping]:
    """Villages and members on the list somebody will keep contact with on that day; standing in counts."""
    held = {target: row for target, row in holding(office_id, day).items() if row.person_id == person.id}
    left = Member.objects.filter(pk__in=list(held)).exclude(left_on=None).values_list("pk", flat=True)
    gone = set(left)
    return {target: row for target, row in held.items() if target not in gone}


def targets_waiting(office_id: UUID) -> set[UUID]:
    """Those somebody has been asked to take and has not answered about."""
    rows = HandoverTarget.objects.filter(handover__office=office_id)
    rows = rows.filter(handover__answer=None, handover__end=None)
    return {row.target_id for row in rows}


NEWS = timedelta(days=3)
"""So long both sides read that it was taken, refused, or is back."""


@dataclass(frozen=True)
class Shown:
    """A handover as somebody sees it: how it stands today."""

    handover: Handover
    state: str
    """waiting, withdrawn, refused, taken, coming, standing, back"""
    villages: int
    members: int


def current_of(person: Person, today: date) -> list[Shown]:
    """Those of which one is a side that are not over yet; two queries."""
    rows = Handover.objects.filter(Q(giver=person) | Q(receiver=person)).with_names()
    return [one for one in shown(list(rows[:50]), today) if one.state in {"waiting", "coming", "standing"}]


def shown(rows: list[Handover], today: date) -> list[Shown]:
    counts: dict[UUID, list[int]] = {row.pk: [0, 0] for row in rows}
    for handover_id, village in HandoverTarget.objects.filter(handover__in=rows).values_list("handover", "village"):
        counts[handover_id][0 if village else 1] += 1
    return [Shown(row, state_on(row, today), *counts[row.pk]) for row in rows]


def state_on(handover: Handover, today: date) -> str:
    """As of a day: who stands in is back when the last day is over."""
    state = handover.state
    if state != "standing":
        return state
    if handover.until is not None and handover.until < today:
        return "back"
    return "coming" if handover.since > today else "standing"


def back_on(handover: Handover) -> date | None:
    """The day from which it is the giver's again."""
    end = getattr(handover, "end", None)
    if end is not None:
        day: date = end.on
        return day
    return handover.until + timedelta(days=1) if handover.until is not None else None


def with_words() -> HandoverQuerySet:
    """Those whose note is still there."""
    return Handover.objects.filter(note_erased_on=None).exclude(note="").order_by()


def over_since(handover: Handover) -> date | None:
    """The day from which nobody needs its note any more; none while somebody stands in or is still asked. Ask for
    answer and end beforehand."""
    state, end = handover.state, getattr(handover, "end", None)
    if end is not None:
        return end.on if end.on > handover.since else handover.since
    if state == "refused":
        return timezone.localdate(handover.answer.at)
    if state == "taken":
        return handover.since
    return handover.until if state == "standing" else None


def to_give(giver: Person, office_id: UUID, day: date) -> list[tuple[str, str]]:
    """Choices of a form: everything somebody keeps contact with that day, villages first. Three queries."""
    held = held_by(giver, office_id, day)
    villages = Unit.objects.filter(pk__in=[row.village_id for row in held.values() if row.village_id])
    members = Member.objects.current().filter(pk__in=[row.member_id for row in held.values() if row.member_id])
    found = [(f"village-{unit.pk}", label_of(unit)) for unit in villages.select_related("parent").order_by("path")]
    rows = members.select_related("village__parent")
    return found + [(f"member-{row.pk}", f"{row.where} {row.masked}") for row in rows]


def with_targets(handover: Handover) -> list[HandoverTarget]:
    """Villages first, each in the order of the tree."""
    rows = handover.targets.select_related("village__parent", "member__village__parent")
    return sorted(rows, key=lambda row: (row.member_id is not None, _path(row), str(row.pk)))


def givers_of(person: Person, office: Unit) -> list[Person]:
    """Whose caseload somebody may hand on besides their own: a section head's colleagues, also those gone."""
    if office.id not in person.sight.headed_offices:
        return []
    held = {row.person_id for row in holding(office.id, clock.today()).values() if row.person_id}
    return list(Person.objects.filter(pk__in=held).exclude(pk=person.pk).order_by("name", "staff_number"))


def _path(row: HandoverTarget) -> str:
    place = row.village or (row.member.village if row.member else None)
    return place.path if place is not None else ""
