"""Voices and what follows from them, made by the same verbs people use."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions.claims import settle
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.actions.withdrawals import withdraw
from sanxin.ledger.models import Item, StrikeOff, StrikeOffRequest, Withdrawal
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.actions.voices import hear
from sanxin.service.models import Source, Voice
from sanxin.service.speakers import Speaker
from tests.cast import Cast

BUS = "以前一天两趟班车，现在停了，赶集要走一个半钟头。"
WHY = "全县统一改线，另有安排"
FANG = Speaker(name="方茂林", phone="13812342210", may_answer=True)


def a_voice(cast: Cast, **changes: Any) -> Voice:
    """程晓岚 heard it in 竹坑村; anonymous unless a speaker is given."""
    at = changes.pop("at", None) or clock.now()
    said = {
        "office": cast.department,
        "text": BUS,
        "source": Source.VISIT,
        "by": cast.officer,
        "place": cast.village,
        "at": at,
    }
    return hear(**(said | changes))


def an_item(cast: Cast, *, owner: Person | None = None, title: str = "竹坑村至镇区班车停运") -> Item:
    """On the department's ledger, ten working days to go."""
    return open_item(
        office=cast.department,
        title=title,
        owner=owner or cast.officer,
        by=cast.officer,
        at=clock.now(),
        working_days=10,
        place=cast.village,
    )


def struck_off(cast: Cast, item: Item, *, at: datetime | None = None) -> StrikeOff:
    """Verified by the head, as `ledger` writes it."""
    at = at or clock.now()
    request = StrikeOffRequest.objects.create(
        item=item, round=item.round, attempt=1, account="班车通了", by=item.owner, at=at
    )
    row = StrikeOff.objects.create(
        item=item, round=item.round, request=request, method="asked_people", by=cast.head, at=at
    )
    item.refresh_from_db()
    settle(item)
    return row


def a_debt(cast: Cast, *, voices: int = 1, days_ago: int = 0, **changes: Any) -> tuple[list[Voice], StrikeOff]:
    """Voices whose item is struck off and whom nobody has told."""
    heard = [a_voice(cast, **changes) for _ in range(voices)]
    item = an_item(cast)
    tie(heard, item, by=cast.officer, at=clock.now())
    return heard, struck_off(cast, item, at=clock.now() - timedelta(days=days_ago))


def a_dropped_debt(cast: Cast, *, voices: int = 1, **changes: Any) -> tuple[list[Voice], Withdrawal]:
    """Voices whose item the head withdrew and whom nobody has told why."""
    heard = [a_voice(cast, **changes) for _ in range(voices)]
    item = an_item(cast)
    tie(heard, item, by=cast.officer, at=clock.now())
    return heard, withdraw(item, by=cast.head, reason=WHY, at=clock.now())


@contextmanager
def refused(code: str, kind: type[Refused] = Refused) -> Iterator[None]:
    """The block is answered by that refusal and no other."""
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.code == code
    assert caught.value.sentence
