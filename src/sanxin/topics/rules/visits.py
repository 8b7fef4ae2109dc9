"""When a village is visited too often, and where else to go. Plain values only."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

TOPICS_A_VILLAGE = 2
"""Topics that may visit one village in a month before planners are warned; an office may say otherwise."""
ALTERNATIVES = 3


class Crowded(Refused):
    """Too many topics go there that month. Not a prohibition: said again with `anyway`, the visit is planned."""


def month_of(day: date) -> tuple[date, date]:
    """
    >>> month_of(date(2026, 2, 10))
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def is_crowded(others: Collection[UUID], limit: int) -> bool:
    """With this topic there would be more than the limit.

    >>> one, two = UUID(int=1), UUID(int=2)
    >>> is_crowded({one}, 2), is_crowded({one, two}, 2)
    (False, True)
    """
    return len(others) + 1 > limit


def quieter(villages: Mapping[UUID, int], *, besides: UUID, limit: int) -> list[UUID]:
    """Up to three villages that one more topic would not crowd, the least visited first."""
    free = [(topics, order, village) for order, (village, topics) in enumerate(villages.items()) if topics < limit]
    return [village for _topics, _order, village in sorted(free) if village != besides][:ALTERNATIVES]


def check_day(on: date, *, today: date, ends_on: date | None) -> None:
    if on < today:
        raise Refused("topics.visit.past", _("走访的日子已经过了；去过了就在原来那一行填结果。"), field="on")
    if ends_on and on > ends_on:
        words = _("课题 {day} 结束，走访要在那之前。").format(day=f"{ends_on:%Y-%m-%d}")
        raise Refused("topics.visit.too_late", words, field="on")


def check_limit(topics: int) -> None:
    if not 1 <= topics <= 30:
        raise Refused("topics.limit.range", _("一个村一个月几个课题，写 1 到 30。"), field="topics")


def check_outcome(*, settled: bool, made: bool, on: date, today: date, note: str) -> None:
    if settled:
        raise Refused("topics.visit.settled", _("这次走访已经填过结果了。"))
    if made and on > today:
        raise Refused("topics.visit.not_yet", _("还没到那天；不去了就填“没去成”。"), field="made")
    if not made and not note.strip():
        raise Refused("topics.visit.no_note", _("写一句为什么没去。"), field="note")
