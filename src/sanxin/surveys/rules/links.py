"""When a link takes answers, and what a link may be. Plain values only."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

LONGEST = timedelta(days=366)
MOST_TARGET = 100_000
MOST_AT_ONCE = 100


class LinkState(StrEnum):
    WAITING = "waiting"
    OPEN = "open"
    OVER = "over"
    """Its time is up and nobody has tidied up yet."""
    CLOSED = "closed"


def state_of(opens_at: datetime, closes_at: datetime | None, *, ended: bool, now: datetime) -> LinkState:
    if ended:
        return LinkState.CLOSED
    if now < opens_at:
        return LinkState.WAITING
    return LinkState.OVER if closes_at is not None and now >= closes_at else LinkState.OPEN


def check_where(*, place: bool, meeting: bool, group_words: str) -> None:
    if not (place or meeting or group_words.strip()):
        raise Refused("surveys.link.nowhere", _("写上发给哪个村、哪场会，或者发给哪些人。"), field="places")


def check_time(opens_at: datetime, closes_at: datetime | None, now: datetime) -> None:
    if closes_at is None:
        return
    if closes_at <= opens_at:
        raise Refused("surveys.link.backwards", _("截止要在开始以后，请改一改时间。"), field="closes_at")
    if closes_at <= now:
        raise Refused("surveys.link.past", _("截止的时间已经过了，这样没有人答得上。"), field="closes_at")
    if closes_at - opens_at > LONGEST:
        raise Refused("surveys.link.too_long", _("一个码最多开一年，再问请重新发。"), field="closes_at")


def check_target(target: int | None) -> None:
    if target is not None and not 0 < target <= MOST_TARGET:
        words = _("想收多少份，写 1 到 {most}；没有打算就空着。").format(most=MOST_TARGET)
        raise Refused("surveys.link.target", words, field="target")


def check_takes_answers(state: LinkState) -> None:
    if state is LinkState.WAITING:
        raise Refused("surveys.link.waiting", _("还没到开始的时间，请晚些再来。"))
    if state is not LinkState.OPEN:
        raise Refused("surveys.link.closed", _("这份问卷已经收完，不再收新的。"))


def check_takes_paper(state: LinkState) -> None:
    """Sheets lie on a desk for a while: they are typed until somebody shuts the link."""
    if state is LinkState.CLOSED:
        raise Refused("surveys.link.closed", _("这个码已经停收，纸质的也不再录。要再收，另发一个码。"))


def check_can_be_closed(state: LinkState) -> None:
    if state is LinkState.CLOSED:
        raise Refused("surveys.link.closed_already", _("这个码已经停收了，不用再停。"))
