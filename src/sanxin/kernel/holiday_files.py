"""Read a year's notice as holiday-cn publishes it (JSON with `year`, `papers` and `days`)."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin_engines.workdays import Day, Kind


@dataclass(frozen=True)
class Notice:
    year: int
    source: str
    days: tuple[Day, ...]


def read_notice(text: str) -> Notice:
    """The notice in a file. Refused where it is not one."""
    try:
        content: dict[str, Any] = json.loads(text)
        days = tuple(_day(one) for one in content["days"])
        return Notice(int(content["year"]), " ".join(map(str, content["papers"])), days)
    except (ValueError, KeyError, TypeError):
        words = _("读不出放假安排。要的是 holiday-cn 的年度文件（JSON，里面有 year、papers、days）。")
        raise Refused("kernel.days.unreadable", words) from None


def _day(one: dict[str, Any]) -> Day:
    kind = Kind.OFF if one["isOffDay"] else Kind.WORK
    return Day(date.fromisoformat(one["date"]), kind, one["name"] + ("" if kind == Kind.OFF else "调休"))
