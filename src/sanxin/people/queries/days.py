"""A year's days as a county has them: those that differ from an ordinary week, and how sure we are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import timeline
from sanxin.kernel.models import CalendarDay, CalendarYear, Event
from sanxin_engines.workdays import Calendar, Day, Kind, Status

STATUS = {
    Status.OFFICIAL: ("done", gettext_lazy("已公布")),
    Status.PROVISIONAL: ("wait", gettext_lazy("推算")),
    Status.LOCAL: ("amber", gettext_lazy("本地另定")),
}
TABLE_HEADS = (gettext_lazy("日期"), gettext_lazy("上班或放假"), gettext_lazy("名目"), gettext_lazy("依据"))


@dataclass(frozen=True)
class DayLine:
    on: date
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


@dataclass(frozen=True)
class YearPage:
    year: int
    lines: list[DayLine]
    workdays: int
    announced: bool
    source: str
    history: list[Event]

    @property
    def local(self) -> int:
        return sum(line.is_local for line in self.lines)


def page_of_year(county_id: UUID, year: int) -> YearPage:
    calendar, notice = calendar_of(county_id), CalendarYear.objects.filter(year=year).first()
    return YearPage(
        year=year,
        lines=list(_lines(calendar, county_id, year)),
        workdays=calendar.between(date(year - 1, 12, 31), date(year, 12, 31)),
        announced=notice is not None,
        source=notice.source if notice else "",
        history=[event for event in timeline(county_id) if event.name.startswith("kernel.days.")],
    )


def table_rows(page: YearPage) -> Iterator[list[object]]:
    for line in page.lines:
        yield [line.on, line.kind_word, line.name, f"{line.light[1]} {line.source}".strip()]


def _lines(calendar: Calendar, county_id: UUID, year: int) -> Iterator[DayLine]:
    rows = CalendarDay.objects.filter(county_id=county_id, on__year=year)
    sources = dict(rows.values_list("on", "source"))
    day = date(year, 1, 1)
    while day.year == year:
        if special := calendar.special(day):
            yield _line(special, calendar.status(day), sources.get(day, ""))
        day += timedelta(days=1)


def _line(special: Day, status: Status, source: str) -> DayLine:
    return DayLine(special.on, special.kind == Kind.WORK, special.name, status, source)
