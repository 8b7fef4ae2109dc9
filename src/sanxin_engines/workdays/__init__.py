"""Working days in China: weekends, statutory days, make-up days, and what is not announced yet.

Dates in, dates out. A `Calendar` is made from the days that differ from an ordinary week;
years nobody has announced are filled in by law and marked provisional, never presented as fact.
"""

from sanxin_engines.workdays.calendar import Calendar
from sanxin_engines.workdays.day import Day, Kind, Status
from sanxin_engines.workdays.months import add_months
from sanxin_engines.workdays.statutory import statutory_days

__all__ = ["Calendar", "Day", "Kind", "Status", "add_months", "statutory_days"]
