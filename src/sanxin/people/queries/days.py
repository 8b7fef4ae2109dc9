"""A year's days as a county has them: those that differ from an ordinary week, and how sure we are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.kernel.models import CalendarDay, CalendarYear, Event
from sanxin_engines.workdays import Calendar, Day, Kind, Status

ONE = timedelta(days=1)
STATUS = {
    Status.OFFICIAL: ("done", gettext_lazy("已公布")),
    Status.PROVISIONAL: ("wait", gettext_lazy("推算")),
    Status.LOCAL: ("amber", gettext_lazy("本地另定")),
}
TABLE_HEADS = (gettext_lazy("日期"), gettext_lazy("上班或放假"), gettext_lazy("名目"), gettext_lazy("依据"))


@dataclass(frozen=True)
class DayLine:
    """A day that differs from an ordinary week, or several in a row that differ alike."""

    first: date
    last: date
    works: bool
    name: str
    status: Status
    source: str

    @property
    def kind_word(self) -> str:
        return _("上班") if self.works else _("放假")

    @property
    def light(self) -> tuple[str, str]:
        kind, word = STATUS[self.status]
        return kind, str(word)

    @property
    def is_local(self) -> bool:
        return self.status == Status.LOCAL

    @property
    def many(self) -> int:
        return (self.last - self.first).days + 1

    def goes_on_with(self, other: "DayLine") -> bool:
        """Whether `other` is the next day and one of the same feast; a day of one's own stands alone."""
        alike = (self.works, self.name, self.status) == (other.works, other.name, other.status)
        return alike and not self.is_local and other.first - self.last == ONE


@dataclass(frozen=True)
class YearPage:
    year: int
    days: list[DayLine]
    workdays: int
    announced: bool
    source: str
    history: list[Event]

    @property
    def lines(self) -> list[DayLine]:
        """Feasts as one line each."""
        joined: list[DayLine] = []
        for day in self.days:
            if joined and joined[-1].goes_on_with(day):
                joined[-1] = replace(joined[-1], last=day.last)
            else:
                joined.append(day)
        return joined


def page_of_year(county_id: UUID, year: int) -> YearPage:
    calendar, notice = calendar_of(county_id), CalendarYear.objects.filter(year=year).first()
    return YearPage(
        year=year,
        days=list(_days(calendar, county_id, year)),
        workdays=calendar.between(date(year - 1, 12, 31), date(year, 12, 31)),
        announced=notice is not None,
        source=notice.source if notice else "",
        history=[event for event in timeline(county_id) if event.name.startswith("kernel.days.")],
    )


def table_rows(page: YearPage) -> Iterator[list[object]]:
    for day in page.days:
        yield [day.first, day.kind_word, day.name, f"{day.light[1]} {day.source}".strip()]


def _days(calendar: Calendar, county_id: UUID, year: int) -> Iterator[DayLine]:
    rows = CalendarDay.objects.filter(county_id=county_id, on__year=year)
    sources = dict(rows.values_list("on", "source"))
    day = date(year, 1, 1)
    while day.year == year:
        if special := calendar.special(day):
            yield _day(special, calendar.status(day), sources.get(day, ""))
        day += ONE


def _day(special: Day, status: Status, source: str) -> DayLine:
    return DayLine(special.on, special.on, special.kind == Kind.WORK, special.name, status, source)
