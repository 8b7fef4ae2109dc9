"""Told by a notice: those nobody can speak to, all at once, each recorded."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.ledger.models import StrikeOff
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.actions.replies import tell, tell_by_notice
from sanxin.service.models import Reply, Voice
from sanxin.service.queries.owed import owed_by
from tests.cast import Cast
from tests.service.builders import FANG, a_debt, a_voice, an_item, refused, struck_off

ClientOf = Callable[[Person], Client]
WORDS = "班车通了，一天两班。11 月 20 日贴在村务公开栏。"


def mixed_debt(cast: Cast, now: datetime) -> tuple[list[Voice], Voice, StrikeOff]:
    """Two who left nothing and one who left a phone, behind one item."""
    nameless, named = [a_voice(cast), a_voice(cast)], a_voice(cast, speaker=FANG)
    item = an_item(cast)
    tie([*nameless, named], item, by=cast.officer, at=now)
    return nameless, named, struck_off(cast, item)


def test_all_nameless_are_told_under_one_event(cast: Cast, now: datetime) -> None:
    voices, row = a_debt(cast, voices=3)

    replies = tell_by_notice(voices, row, by=cast.officer, words=WORDS, at=now)

    assert {(reply.channel, reply.solved, reply.unreachable) for reply in replies} == {("notice", "not_asked", False)}
    assert not owed_by(cast.officer, now.date()).exists()
    assert timeline(row.item_id)[0].text == f"就台账 {row.item.code} 出了公告或通知，告知 3 条声音"
    assert [timeline(voice.id)[0].name for voice in voices] == ["service.reply.told.notice"] * 3


def test_who_left_a_phone_is_spoken_to_unless_they_cannot_be_reached(cast: Cast, now: datetime) -> None:
    nameless, named, row = mixed_debt(cast, now)

    with refused("service.reply.reachable"):
        tell_by_notice([*nameless, named], row, by=cast.officer, words=WORDS, at=now)
    assert not Reply.objects.exists()

    tell_by_notice([*nameless, named], row, by=cast.officer, words=WORDS, at=now, unreachable={named.id})
    assert Reply.objects.get(voice=named).unreachable


def test_the_same_refusals_as_when_telling_in_person(cast: Cast, now: datetime) -> None:
    voices, row = a_debt(cast, voices=2)

    with refused("service.reply.not_yours", NotAllowed):
        tell_by_notice(voices, row, by=cast.colleague, words=WORDS, at=now)
    with refused("service.reply.empty"):
        tell_by_notice(voices, row, by=cast.officer, words=" ", at=now)
    with refused("service.reply.nobody"):
        tell_by_notice([], row, by=cast.officer, words=WORDS, at=now)
    tell(voices[0], row, by=cast.officer, words="通车了", channel="visit", solved="yes", at=now)
    with refused("service.reply.told_already"):
        tell_by_notice(voices, row, by=cast.officer, words=WORDS, at=now)
    assert Reply.objects.count() == 1


def test_a_notice_is_no_way_of_telling_one_person(cast: Cast, now: datetime) -> None:
    [voice], row = a_debt(cast)

    with refused("service.reply.channel"):
        tell(voice, row, by=cast.officer, words=WORDS, channel="notice", solved="not_asked", at=now)


def test_the_page_tells_the_nameless_and_leaves_the_others(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    nameless, named, row = mixed_debt(cast, now)
    client, url = client_of(cast.officer), reverse("service:tell_by_notice", args=[row.item_id])
    page = client.get(url).text
    assert "有 2 位没有留联系方式" in page
    assert "方**" in page
    assert "方茂林" not in page

    answer = client.post(url, {"words": WORDS, "once": "n1"})

    assert answer.headers["Location"] == reverse("service:tell", args=[row.item_id])
    assert {reply.voice for reply in Reply.objects.all()} == set(nameless)
    client.post(url, {"words": WORDS, "unreachable": str(named.pk), "once": "n2"})
    assert Reply.objects.get(voice=named).unreachable
    assert "联系不上" in client.get(reverse("service:voice", args=[named.pk])).text


@pytest.mark.parametrize("who", ["colleague", "handler", "stranger"])
def test_others_do_not_find_the_page(cast: Cast, now: datetime, client_of: ClientOf, who: str) -> None:
    _voices, row = a_debt(cast)

    answer = client_of(getattr(cast, who)).get(reverse("service:tell_by_notice", args=[row.item_id]))

    assert answer.status_code in {403, 404}
