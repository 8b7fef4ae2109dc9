"""联系点: which department helps which village, since when, with what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record, timeline
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.ledger import events
from sanxin.ledger.models import ContactPoint
from sanxin.ledger.permissions import contact_points as permissions
from sanxin.people.models import Level, Person, Unit

LONGEST_TASK = 200


@dataclass(frozen=True)
class Point:
    """One row as somebody brings it."""

    village: Unit
    unit: Unit
    task: str
    since: date
    until: date | None = None


@action
def set_point(point: Point, *, by: Person, at: datetime) -> ContactPoint:
    """Refused: no village, no task, an end before the beginning, the same pair twice at a time."""
    row = _checked(point, by)
    _check_free(point)
    return _written(row, by=by, at=at)


@action
def change_point(row: ContactPoint, *, task: str, by: Person, seen: int, at: datetime) -> ContactPoint:
    """Another task from now on; pair and days stay."""
    row = _claim(row, by=by, seen=seen)
    _check_task(task)
    row.task = task.strip()
    row.save(update_fields=["task", "version"])
    _record(events.CONTACT_POINT_CHANGED, row, by=by, at=at, task=row.task)
    return row


@action
def end_point(row: ContactPoint, *, until: date, by: Person, seen: int, at: datetime) -> ContactPoint:
    """The last day it holds. Refused before it began and where it is over."""
    row = _claim(row, by=by, seen=seen)
    if row.until is not None:
        raise Refused("ledger.contact_point.over", _("这个联系点已经定了到哪天止。"))
    _check_days(row.since, until)
    row.until = until
    row.save(update_fields=["until", "version"])
    _record(events.CONTACT_POINT_ENDED, row, by=by, at=at, until=str(until))
    return row


@action
def set_many(points: Sequence[Point], *, by: Person, at: datetime) -> tuple[int, int]:
    """From a sheet: how many were added, and how many were known. One event for all."""
    villages = [point.village.id for point in points]
    known = set(ContactPoint.objects.filter(village_id__in=villages).values_list("village_id", "unit_id", "since"))
    running = set(ContactPoint.objects.filter(village_id__in=villages, until=None).values_list("village_id", "unit_id"))
    rows: list[ContactPoint] = []
    for point in points:
        pair = (point.village.id, point.unit.id)
        if (*pair, point.since) in known or (pair in running and point.until is None):
            continue
        known.add((*pair, point.since))
        if point.until is None:
            running.add(pair)
        row = _checked(point, by)
        row.by, row.at = by, at
        rows.append(row)
    ContactPoint.objects.bulk_create(rows, batch_size=500)
    if rows:
        about = [("ledger.contact_point", row.id) for row in rows]
        facts = {"rows": len(rows)}
        record(events.CONTACT_POINTS_IMPORTED, county_id=by.county_id, by=by, at=at, about=about, facts=facts)
    return len(rows), len(points) - len(rows)


def _checked(point: Point, by: Person) -> ContactPoint:
    permissions.check_may_keep(point.village, by)
    if point.village.level != Level.VILLAGE:
        raise Refused("ledger.contact_point.no_village", _("联系点要落到一个村（社区）。"), field="village")
    if point.unit.county_id != point.village.county_id:
        raise Refused("ledger.contact_point.far", _("选本县的单位。"), field="unit")
    _check_task(point.task)
    if point.until is not None:
        _check_days(point.since, point.until)
    return ContactPoint(
        village=point.village, unit=point.unit, task=point.task.strip(), since=point.since, until=point.until
    )


def _check_task(task: str) -> None:
    if not task.strip():
        raise Refused("ledger.contact_point.no_task", _("写一句联系什么、帮什么。"), field="task")
    if len(task.strip()) > LONGEST_TASK:
        words = _("“联系任务”最多 {most} 字，现在 {now} 字。")
        told = words.format(most=LONGEST_TASK, now=len(task.strip()))
        raise Refused("ledger.contact_point.task_long", told, field="task")


def _check_days(since: date, until: date) -> None:
    if until < since:
        raise Refused("ledger.contact_point.days", _("止的那天不能早于起的那天。"), field="until")
    if until - since > timedelta(days=3660 * 2):
        raise Refused("ledger.contact_point.far_day", _("超过二十年了，看看年份是不是写错了。"), field="until")


def _check_free(point: Point) -> None:
    """The village is held, so that two who add the same pair at once take turns."""
    locked(Unit.objects.filter(pk=point.village.pk)).get()
    if point.until is None and ContactPoint.objects.filter(village=point.village, unit=point.unit, until=None).exists():
        words = _("{unit}已经定点联系{village}了。要改任务，在那一行改。")
        raise Refused("ledger.contact_point.twice", words.format(unit=point.unit, village=point.village), field="unit")


def _claim(row: ContactPoint, *, by: Person, seen: int) -> ContactPoint:
    fresh = locked(ContactPoint.objects.filter(pk=row.pk)).select_related(None).get()
    permissions.check_may_keep(fresh.village, by)
    if seen != fresh.version:
        raise Overtaken("ledger.contact_point.overtaken", _what_changed(fresh))
    fresh.version += 1
    return fresh


def _what_changed(row: ContactPoint) -> str:
    last = next(iter(timeline(row.pk, limit=1)), None)
    if last is None:
        return _("刚有人改过这个联系点。看一眼现在的，再改。")
    words = _("{who}刚改过这个联系点：{what}。看一眼现在的，再改。")
    return words.format(who=last.who or _("系统"), what=last.text)


def _written(row: ContactPoint, *, by: Person, at: datetime) -> ContactPoint:
    row.by, row.at = by, at
    row.save(force_insert=True)
    _record(events.CONTACT_POINT_SET, row, by=by, at=at, task=row.task)
    return row


def _record(name: str, row: ContactPoint, *, by: Person, at: datetime, **facts: str) -> None:
    about = [("ledger.contact_point", row.id), ("people.unit", row.village_id), ("people.unit", row.unit_id)]
    said = {"unit": str(row.unit), "village": str(row.village), **facts}
    record(name, county_id=by.county_id, by=by, at=at, about=about, facts=said)
