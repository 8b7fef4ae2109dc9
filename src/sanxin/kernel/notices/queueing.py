"""Notices are queued: for each robot of the offices and each person with an address, once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.kernel.models import Notice, NoticeAddress, NoticeRobot
from sanxin.kernel.notices import confirming, mail
from sanxin.kernel.notices.kinds import NoticeKind


@dataclass(frozen=True)
class Due:
    """One thing some offices and persons are to be told."""

    kind: NoticeKind
    subject_id: UUID
    occasion: date
    offices: frozenset[UUID] = frozenset()
    persons: frozenset[UUID] = frozenset()


@action
def queue(due: Iterable[Due], *, county_id: UUID, at: datetime) -> int:
    """How many notices are new. Twice gives the same rows; without a channel there is nothing to queue."""
    told = list(due)
    robots = list(NoticeRobot.objects.sending().filter(county_id=county_id).only("id", "office_id"))
    persons = {person for one in told for person in one.persons}
    reached = set(_with_address(persons, county_id, at))
    rows = [row for one in told for row in _rows(one, robots, reached, county_id, at)]
    before = Notice.objects.filter(county_id=county_id).count()
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return Notice.objects.filter(county_id=county_id).count() - before


def _with_address(persons: set[UUID], county_id: UUID, at: datetime) -> Iterable[UUID]:
    """Those who confirmed theirs; the others are asked to, once."""
    if not mail.is_on():
        return []
    confirming.ask_those(persons, county_id=county_id, at=at)
    rows = NoticeAddress.objects.filter(person_id__in=persons, confirmed_at__isnull=False)
    return rows.values_list("person_id", flat=True)


def _rows(one: Due, robots: list[NoticeRobot], reached: set[UUID], county_id: UUID, at: datetime) -> Iterator[Notice]:
    said = {
        "county_id": county_id,
        "kind": one.kind.code,
        "subject_id": one.subject_id,
        "occasion": one.occasion,
        "queued_at": at,
    }
    for robot in robots:
        if robot.office_id in one.offices:
            yield Notice(robot=robot, **said)
    for person in one.persons & reached:
        yield Notice(person_id=person, **said)
