"""Once each working day what waits becomes a message a robot and a message a person, at the county's hour."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from sanxin.kernel.actions import action
from sanxin.kernel.days import calendar_of
from sanxin.kernel.locks import locked
from sanxin.kernel.models import Notice, NoticeHour, NoticeMessage, NoticeRobot
from sanxin.kernel.notices.kinds import kind_of

FRESH = timedelta(days=10)
"""Older ones are dropped: over the longest holidays a notice keeps, and not longer."""


def gather(now: datetime) -> int:
    """How many messages were made. Safe to do twice and by two workers: one digest a robot or person a day."""
    today = timezone.localdate(now)
    counties = Notice.objects.waiting().order_by().values_list("county_id", flat=True).distinct()
    return sum(_gather(county, today, now) for county in counties if _is_time(county, now))


def _is_time(county_id: UUID, now: datetime) -> bool:
    if not calendar_of(county_id).is_workday(timezone.localdate(now)):
        return False
    chosen = NoticeHour.objects.filter(county_id=county_id).first()
    return timezone.localtime(now).time() >= (chosen.at if chosen else NoticeHour.DEFAULT)


@action
def _gather(county_id: UUID, today: date, now: datetime) -> int:
    rows = list(locked(Notice.objects.waiting().filter(county_id=county_id).order_by("queued_at", "id")))
    kept, dropped = _sorted_out(rows, today, now)
    Notice.objects.filter(pk__in=[row.pk for row in dropped]).update(dropped_at=now)
    targets: dict[tuple[UUID | None, UUID | None], list[Notice]] = {}
    for row in kept:
        targets.setdefault((row.robot_id, row.person_id), []).append(row)
    return sum(_message(county_id, *target, notices, today, now) for target, notices in targets.items())


def _sorted_out(rows: list[Notice], today: date, now: datetime) -> tuple[list[Notice], list[Notice]]:
    """What still holds, and what does not: answered meanwhile, too old, its robot removed."""
    robots = set(NoticeRobot.objects.in_use().values_list("pk", flat=True))
    still: dict[str, set[UUID]] = {}
    for code in {row.kind for row in rows}:
        kind = kind_of(code)
        subjects = {row.subject_id for row in rows if row.kind == code}
        still[code] = kind.still(subjects, today) if kind else set()

    def holds(row: Notice) -> bool:
        fresh = row.queued_at >= now - FRESH and (row.robot_id is None or row.robot_id in robots)
        return fresh and row.subject_id in still[row.kind]

    return [row for row in rows if holds(row)], [row for row in rows if not holds(row)]


def _message(
    county_id: UUID, robot_id: UUID | None, person_id: UUID | None, rows: list[Notice], today: date, now: datetime
) -> bool:
    """False where there was a digest today already: these wait until the next."""
    made = NoticeMessage(
        county_id=county_id,
        robot_id=robot_id,
        person_id=person_id,
        on=today,
        lines=lines_of(rows),
        made_at=now,
        next_try_at=now,
    )
    NoticeMessage.objects.bulk_create([made], ignore_conflicts=True)
    if not NoticeMessage.objects.filter(pk=made.pk).exists():
        return False
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(message=made)
    return True


def lines_of(rows: Iterable[Notice]) -> list[list[str | int]]:
    """How many different things of each kind, in the order they were queued."""
    counts = Counter(code for code, _subject in dict.fromkeys((row.kind, row.subject_id) for row in rows))
    return [[code, count] for code, count in counts.items()]
