"""Voices behind a ledger item."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.service.actions.links import tie
from sanxin.service.models import VoiceItem
from tests.cast import Cast
from tests.service.builders import a_voice, an_item, refused


def test_both_timelines_tell_it(cast: Cast, now: datetime) -> None:
    voices, item = [a_voice(cast), a_voice(cast)], an_item(cast)

    tie(voices, item, by=cast.officer, at=now)

    assert VoiceItem.objects.filter(item=item).count() == 2
    assert timeline(voices[0].id)[0].id == timeline(item.id)[0].id
    assert timeline(item.id)[0].text == f"2 条声音归到台账 {item.code}"


def test_a_voice_is_tied_once(cast: Cast, now: datetime) -> None:
    voice, item = a_voice(cast), an_item(cast)
    tie([voice], item, by=cast.officer, at=now)

    again = tie([voice, voice, a_voice(cast)], item, by=cast.officer, at=now)

    assert len(again) == 1
    assert VoiceItem.objects.filter(item=item).count() == 2


def test_a_leader_ties_by_deciding(cast: Cast, now: datetime) -> None:
    assert len(tie([a_voice(cast)], an_item(cast), by=cast.leader, at=now)) == 1


@pytest.mark.parametrize("who", ["handler", "liaison", "administrator", "stranger"])
def test_others_do_not(cast: Cast, now: datetime, who: str) -> None:
    with refused("service.voice.other_office", NotAllowed):
        tie([a_voice(cast)], an_item(cast), by=getattr(cast, who), at=now)


def test_another_offices_voice_stays_there(cast: Cast, now: datetime) -> None:
    home = cast.stranger.posts.get().unit
    theirs = a_voice(cast, by=cast.stranger, office=home, place=None)

    with refused("service.voice.other_office", NotAllowed):
        tie([theirs], an_item(cast), by=cast.officer, at=now)
