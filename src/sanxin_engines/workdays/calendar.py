"""Count working days."""

from collections.abc import Iterable
from datetime import date, timedelta

from sanxin_engines.workdays.day import Day, Kind, Status
from sanxin_engines.workdays.statutory import statutory_days

ONE = timedelta(days=1)
EPOCH = 2000


class Calendar:
    """Answers for any day of any year from 1900 to 2099; never raises because a year is unknown.

    `days` are the days that differ from an ordinary week; a later one of the same date wins, so
    give local ones last. `announced` are the years whose notice is known; in others the statutory
    days are worked out and marked provisional.
    """

    def __init__(self, days: Iterable[Day], announced: Iterable[int]) -> None:
        self._days = {day.on: day for day in days}
        self._announced = frozenset(announced)
        self._counts: dict[int, list[int]] = {}
        self._before: dict[int, int] = {EPOCH: 0}

    def is_workday(self, day: date) -> bool:
        """Monday to Friday, but for holidays and make-up days."""
        special = self.special(day)
        return special.kind == Kind.WORK if special else day.weekday() < 5

    def special(self, day: date) -> Day | None:
        """The holiday or make-up day on that date, if it is one."""
        self._year(day.year)
        return self._days.get(day)

    def status(self, day: date) -> Status:
        """How sure we are of that day."""
        special = self._days.get(day)
        if special and special.status == Status.LOCAL:
            return Status.LOCAL
        return Status.OFFICIAL if day.year in self._announced else Status.PROVISIONAL

    def add(self, day: date, count: int) -> date:
        """The day `count` working days after `day`, which itself does not count (negative: before).

        `add(day, 0)` is `day` if it is a working day, else the next one.
        """
        if count == 0:
            return day if self.is_workday(day) else self.add(day, 1)
        step = ONE if count > 0 else -ONE
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative if `last` is earlier.

        The time left on the day before the deadline is 1, on the deadline 0, one day late -1.
        """
        return self._upto(last) - self._upto(first)

    def _upto(self, day: date) -> int:
        """Working days from an epoch to `day`, which counts; the epoch cancels out in differences."""
        return self._whole(day.year) + self._year(day.year)[day.timetuple().tm_yday - 1]

    def _whole(self, year: int) -> int:
        """Working days from the epoch to the start of a year; a list of fifty deadlines asks for two years."""
        if year not in self._before:
            years = range(EPOCH, year) if year > EPOCH else range(year, EPOCH)
            whole = sum(self._year(one)[-1] for one in years)
            self._before[year] = whole if year > EPOCH else -whole
        return self._before[year]

    def _year(self, year: int) -> list[int]:
        """Running count of working days through the days of a year; worked out once."""
        if year not in self._counts:
            if year not in self._announced:
                for day in statutory_days(year):
                    self._days.setdefault(day.on, day)
            self._counts[year] = list(self._run(year))
        return self._counts[year]

    def _run(self, year: int) -> Iterable[int]:
        day, count = date(year, 1, 1), 0
        while day.year == year:
            special = self._days.get(day)
            count += special.kind == Kind.WORK if special else day.weekday() < 5
            yield count
            if day == date.max:
                return
            day += ONE
