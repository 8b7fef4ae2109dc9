"""Rows of who keeps contact, written by the verbs that decide it: naming, a plan in force, a handover."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.service.models import Member
from sanxin.service.models.keeping import Keeping
from sanxin.service.queries.keepings import holders_of

BATCH = 500
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Given:
    """A village or a member, and who keeps contact (nobody: from then on nobody does)."""

    person_id: UUID | None
    village_id: UUID | None = None
    member_id: UUID | None = None

    @property
    def target(self) -> UUID | None:
        return self.village_id or self.member_id


def keep(
    given: Sequence[Given], *, office_id: UUID, since: date, by: Person, at: datetime, source_id: UUID | None = None
) -> None:
    """For good, from that day on. Whoever stands in for somebody who no longer keeps contact stops the day before."""
    _let_go(office_id, {one.target: one.person_id for one in given}, since)
    rows = [
        Keeping(
            office_id=office_id,
            village_id=one.village_id,
            member_id=one.member_id,
            person_id=one.person_id,
            since=since,
            source_id=source_id,
            by=by,
            at=at,
        )
        for one in given
    ]
    Keeping.objects.bulk_create(rows, batch_size=BATCH)
    show([one.member_id for one in given if one.member_id], timezone.localdate(at))


def note(members: Sequence[Member], *, by: Person, at: datetime) -> None:
    """A section head named who keeps contact: from today on, for good."""
    today = timezone.localdate(at)
    now = holders_of([member.id for member in members], today)
    offices: dict[UUID, list[Given]] = defaultdict(list)
    for member in members:
        if member.contact_id is not None and now.get(member.id) != member.contact_id:
            offices[member.office_id].append(Given(member.contact_id, member_id=member.id))
    for office_id, given in offices.items():
        keep(given, office_id=office_id, since=today, by=by, at=at)


def show(members: Sequence[UUID], today: date) -> int:
    """Write into `Member.contact` what the rows say today; how many it changed."""
    changed = []
    now = holders_of(members, today)
    for start in range(0, len(members), BATCH):
        for member in Member.objects.filter(pk__in=members[start : start + BATCH]):
            if member.id in now and member.contact_id != now[member.id]:
                member.contact_id = now[member.id]
                changed.append(member)
    Member.objects.bulk_update(changed, ["contact"], batch_size=200)
    return len(changed)


@action
def show_all(at: datetime) -> int:
    """At the turn of the day plans come into force, and people are back; the worker's daily chore."""
    return show(list(Member.objects.current().order_by().values_list("pk", flat=True)), timezone.localdate(at))


def stand_in(
    given: Sequence[Given],
    *,
    of: Person,
    office_id: UUID,
    since: date,
    until: date | None,
    by: Person,
    at: datetime,
    source_id: UUID,
) -> None:
    """Somebody looks after what is `of` another from a day to a day; afterwards it is theirs again by itself."""
    rows = [
        Keeping(
            office_id=office_id,
            village_id=one.village_id,
            member_id=one.member_id,
            person_id=one.person_id,
            since=since,
            until=until,
            stands_in_for=of,
            source_id=source_id,
            by=by,
            at=at,
        )
        for one in given
    ]
    Keeping.objects.bulk_create(rows, batch_size=BATCH)
    show([one.member_id for one in given if one.member_id], timezone.localdate(at))


def back(source_id: UUID, *, on: date, at: datetime) -> None:
    """The one stood in for is back on that day; whoever stood in for the stand-in goes as well."""
    ended = list(Keeping.objects.filter(source_id=source_id).exclude(stands_in_for=None))
    _cut(ended, on)
    targets = {row.village_id or row.member_id: row.stands_in_for_id for row in ended}
    for office_id in {row.office_id for row in ended}:
        _let_go(office_id, targets, on)
    show([row.member_id for row in ended if row.member_id], timezone.localdate(at))


def _let_go(office_id: UUID, keepers: dict[UUID | None, UUID | None], since: date) -> None:
    """End those who stand in for nobody any more: one holds as long as the chain down to the keeper does."""
    chains: dict[UUID | None, list[Keeping]] = defaultdict(list)
    for row in _stand_ins(office_id, list(keepers), since):
        chains[row.village_id or row.member_id].append(row)
    loose = []
    for target, rows in chains.items():
        held = {keepers[target]}
        for row in rows:
            if row.stands_in_for_id in held:
                held.add(row.person_id)
            else:
                loose.append(row)
    _cut(loose, since)


def _stand_ins(office_id: UUID, targets: list[UUID | None], since: date) -> Iterable[Keeping]:
    """Those still there on that day or later, in the order they were asked."""
    for start in range(0, len(targets), BATCH):
        some = targets[start : start + BATCH]
        rows = Keeping.objects.filter(Q(village__in=some) | Q(member__in=some), office=office_id)
        rows = rows.exclude(stands_in_for=None).filter(Q(until=None) | Q(until__gte=since))
        yield from rows.order_by("at", "id")


def _cut(rows: Sequence[Keeping], since: date) -> None:
    """Last day is the one before; who has not begun never does."""
    begun = [row for row in rows if row.since < since and (row.until is None or row.until >= since)]
    for row in begun:
        row.until = since - DAY
    Keeping.objects.bulk_update(begun, ["until"], batch_size=200)
    Keeping.objects.filter(pk__in=[row.pk for row in rows if row.since >= since]).delete()
