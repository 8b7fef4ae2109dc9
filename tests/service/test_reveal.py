"""Looking up who spoke."""

from datetime import datetime

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.actions.contacts import reveal
from tests.cast import Cast
from tests.service.builders import FANG, a_voice, refused


def test_it_is_shown_and_written_down(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, speaker=FANG)

    contact = reveal(voice, by=cast.colleague, reason="打电话回话", at=now)

    assert contact.phone == "13812342210"
    seen = timeline(voice.id)[0]
    assert (seen.name, seen.who, seen.facts) == ("service.contact.revealed", "何志明", {"reason": "打电话回话"})


def test_without_a_reason_nothing_is_shown(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, speaker=FANG)

    with refused("service.contact.no_reason"):
        reveal(voice, by=cast.officer, reason="", at=now)


def test_who_left_no_name_cannot_be_shown(cast: Cast, now: datetime) -> None:
    with refused("service.contact.none"):
        reveal(a_voice(cast), by=cast.officer, reason="打电话回话", at=now)


def test_others_are_not_shown(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast, speaker=FANG)

    for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        with refused("service.contact.not_desk", NotAllowed):
            reveal(voice, by=who, reason="打电话回话", at=now)
    assert [event.name for event in timeline(voice.id)] == ["service.voice.heard"]
