"""Keep the day table: a year's notice has come, a county has a day of its own."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel import events
from sanxin.kernel.actions import action
from sanxin.kernel.events import Actor, record
from sanxin.kernel.models.calendar_day import CalendarDay, CalendarYear
from sanxin.kernel.refusals import Refused
from sanxin_engines.workdays import Day, Kind, Status

CALENDAR = "kernel.calendar"
"""What an event about a county's own day is about; its id is the county's."""


@action
def announce_year(year: int, days: Sequence[Day], *, source: str, by: Actor | None, at: datetime) -> CalendarYear:
    """The notice for a year is out: its days become official, in place of any known before.

    Refused: a notice without days (nothing announced yet), a day of quite another year.
    """
    if not days:
        words = _("%(year)d 年的放假通知里一天都没有，多半是还没公布。等公布了再导入。") % {"year": year}
        raise Refused("kernel.days.empty", words)
    if strays := [day.on for day in days if not date(year - 1, 12, 1) <= day.on <= date(year, 12, 31)]:
        words = _("%(day)s 不是 %(year)d 年的日子，没有导入。请看看是不是拿错了文件。")
        raise Refused("kernel.days.other_year", words % {"day": strays[0], "year": year})
    _make_room(year, days)
    CalendarDay.objects.bulk_create(_row(day, Status.OFFICIAL, source, at) for day in {d.on: d for d in days}.values())
    announced, _made = CalendarYear.objects.update_or_create(
        year=year, defaults={"source": source[:200], "announced_on": at.date()}
    )
    facts = {"year": year, "off": _count(days, Kind.OFF), "work": _count(days, Kind.WORK)}
    record(events.YEAR_ANNOUNCED, by=by, at=at, about=[], facts=facts)
    return announced


@action
def set_local_day(
    county_id: UUID, on: date, kind: Kind, *, name: str, source: str = "", by: Actor | None, at: datetime
) -> CalendarDay:
    """A county works or rests on a day of its own (县庆); it goes before the national table."""
    CalendarDay.objects.filter(county_id=county_id, on=on).delete()
    row = _row(Day(on, kind, name), Status.LOCAL, source, at)
    row.county_id = county_id
    row.save(force_insert=True)
    event = events.LOCAL_DAY_OFF if kind == Kind.OFF else events.LOCAL_DAY_WORK
    facts = {"day": on.isoformat(), "name": name}
    record(event, county_id=county_id, by=by, at=at, about=[(CALENDAR, county_id)], facts=facts)
    return row


@action
def drop_local_day(county_id: UUID, on: date, *, by: Actor | None, at: datetime) -> None:
    """The day is an ordinary one again. Refused where the county had none of its own."""
    rows = CalendarDay.objects.filter(county_id=county_id, on=on)
    if not rows.exists():
        words = _("%(day)s 没有本地另定，用的就是全国的安排。") % {"day": on}
        raise Refused("kernel.days.not_local", words)
    rows.delete()
    about, facts = [(CALENDAR, county_id)], {"day": on.isoformat()}
    record(events.LOCAL_DAY_DROPPED, county_id=county_id, by=by, at=at, about=about, facts=facts)


def _make_room(year: int, days: Sequence[Day]) -> None:
    """Take away what the notice replaces; days of December that came with the next year's notice stay."""
    national = CalendarDay.objects.filter(county_id=None)
    replaced = national.filter(on__year=year)
    if following := CalendarYear.objects.filter(year=year + 1).first():
        replaced = replaced.exclude(on__month=12, source=following.source)
    replaced.delete()
    national.filter(on__in=[day.on for day in days]).delete()


def _row(day: Day, status: Status, source: str, at: datetime) -> CalendarDay:
    return CalendarDay(
        on=day.on, kind=day.kind.value, name=day.name[:40], status=status.value, source=source[:200], noted_at=at
    )


def _count(days: Sequence[Day], kind: Kind) -> int:
    return sum(day.kind == kind for day in days)
