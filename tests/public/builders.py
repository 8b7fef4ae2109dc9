"""Doors, and what people say at them, made by the same verbs and forms people use."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from sanxin.kernel import clock
from sanxin.ledger.models import Item, StrikeOff
from sanxin.public.actions import doors, saying
from sanxin.public.actions.saying import Said
from sanxin.public.models import PublicDoor, VoiceReceipt
from sanxin.service.actions.links import tie
from tests.cast import Cast
from tests.service.builders import an_item, struck_off

WORDS = "村口的路灯坏了三个月，老人晚上不敢出门。"


def a_door(cast: Cast, **changes: Any) -> PublicDoor:
    """竹坑村's, kept by 程晓岚."""
    said = {"place": cast.village, "by": cast.officer, "at": clock.now()}
    return doors.open_door(cast.department, **(said | changes))


def said(**changes: Any) -> Said:
    """A form opened a minute ago."""
    form = {
        "id": uuid4(),
        "noise": uuid4().hex,
        "opened_at": clock.now() - timedelta(minutes=1),
        "kind": "livelihood",
        "text": WORDS,
    }
    return Said(**(form | changes))


def a_receipt(cast: Cast, **changes: Any) -> tuple[VoiceReceipt, str]:
    """Something said at a door of its own, with its secret."""
    door = changes.pop("door", None) or a_door(cast)
    form = said(**changes)
    return saying.say(door, form, at=clock.now()), form.secret


def a_matter(cast: Cast, receipt: VoiceReceipt) -> Item:
    """The item that came of it."""
    item = an_item(cast)
    tie([receipt.voice], item, by=cast.officer, at=clock.now())
    return item


def a_strike_off(cast: Cast, receipt: VoiceReceipt) -> StrikeOff:
    return struck_off(cast, a_matter(cast, receipt))


def opened(client: Client, receipt: VoiceReceipt, secret: str) -> Any:
    """The page behind number and secret."""
    return client.post("/s/follow/", {"number": receipt.number_shown, "secret": secret})
