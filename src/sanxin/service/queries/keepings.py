"""Who keeps contact with whom on a day: read from `Keeping`, here and nowhere else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from sanxin.people.models import Person
from sanxin.service.models.keeping import Keeping, KeepingQuerySet

BATCH = 500


@dataclass(frozen=True)
class Kept:
    """What one person keeps contact with; for each village or member the row that says so."""

    villages: dict[UUID, Keeping]
    members: dict[UUID, Keeping]

    def __bool__(self) -> bool:
        return bool(self.villages or self.members)


def holding(office_id: UUID, day: date) -> dict[UUID, Keeping]:
    """For each village and member of an office the row that counts on that day; one query."""
    return _first(Keeping.objects.filter(office=office_id), day)


def settled(office_id: UUID, day: date) -> dict[UUID, Keeping]:
    """The same without those who stand in: whose it is for good."""
    return _first(Keeping.objects.filter(office=office_id, stands_in_for=None), day)


def holders_of(members: Sequence[UUID], day: date) -> dict[UUID, UUID | None]:
    """Who keeps contact with each of these members on that day; who has no row at all is left out."""
    held: dict[UUID, UUID | None] = {}
    for start in range(0, len(members), BATCH):
        rows = Keeping.objects.filter(member__in=members[start : start + BATCH])
        held |= {target: row.person_id for target, row in _first(rows, day).items()}
    return held


def kept_by(person: Person, day: date) -> Kept:
    """What is this person's on that day, standing in or not; two queries."""
    mine = Keeping.objects.filter(person=person, office__in=person.sight.desk_offices).on(day)
    keys = list(mine.values_list("office", "village", "member"))
    villages = [village for _, village, _ in keys if village]
    members = [member for _, _, member in keys if member]
    rows = Keeping.objects.filter(Q(village__in=villages) | Q(member__in=members))
    offices = {office for office, _, _ in keys}
    first: dict[tuple[UUID, UUID], Keeping] = {}
    for row in rows.filter(office__in=offices).on(day).in_order().select_related("stands_in_for"):
        first.setdefault((row.office_id, target_of(row)), row)
    own = [row for row in first.values() if row.person_id == person.id]
    return Kept(
        {row.village_id: row for row in own if row.village_id}, {row.member_id: row for row in own if row.member_id}
    )


def target_of(row: Keeping) -> UUID:
    target = row.village_id or row.member_id
    assert target is not None, "the database says so"
    return target


def _first(rows: KeepingQuerySet, day: date) -> dict[UUID, Keeping]:
    first: dict[UUID, Keeping] = {}
    for row in rows.on(day).in_order():
        first.setdefault(target_of(row), row)
    return first
