"""Mending what was noted wrongly."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.service.actions.voices import correct
from sanxin.service.models import VoiceCorrection
from tests.cast import Cast
from tests.service.builders import BUS, a_voice, refused

ClientOf = Callable[[Person], Client]


def test_the_first_words_are_kept(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)

    correct(voice, by=cast.officer, title="", text="一天一趟", reason="听错了", at=now)

    voice.refresh_from_db()
    assert voice.text == "一天一趟"
    assert VoiceCorrection.objects.get(voice=voice).text == BUS
    assert timeline(voice.id)[0].name == "service.voice.corrected"


def test_the_section_head_corrects_too(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)

    correct(voice, by=cast.head, title="班车", text=BUS, reason="补标题", at=now)

    voice.refresh_from_db()
    assert voice.title == "班车"


def test_a_colleague_does_not(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)

    with refused("service.voice.not_yours", NotAllowed):
        correct(voice, by=cast.colleague, title="", text="别的", reason="听错了", at=now)


def test_why_must_be_said(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)

    with refused("service.correction.no_reason"):
        correct(voice, by=cast.officer, title="", text="别的", reason=" ", at=now)


def test_nothing_changed_is_refused(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)

    with refused("service.correction.same"):
        correct(voice, by=cast.officer, title="", text=BUS, reason="听错了", at=now)
    assert not VoiceCorrection.objects.exists()


def test_who_was_overtaken_reads_why(cast: Cast, now: datetime) -> None:
    voice = a_voice(cast)
    correct(voice, by=cast.head, title="班车", text=BUS, reason="补标题", at=now, seen=0)

    with refused("service.voice.overtaken", Overtaken):
        correct(voice, by=cast.officer, title="", text="一天一趟", reason="听错了", at=now, seen=0)
    correct(voice, by=cast.officer, title="", text="一天一趟", reason="听错了", at=now, seen=1)

    assert VoiceCorrection.objects.count() == 2


def test_the_page_keeps_the_text_and_may_send_again(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    voice = a_voice(cast)
    client, url = client_of(cast.officer), reverse("service:correct_voice", args=[voice.pk])
    seen = client.get(url).context["form"]["seen"].value()
    correct(voice, by=cast.head, title="班车", text=BUS, reason="补标题", at=now, seen=0)
    fields = {"title": "", "text": "一天一趟", "reason": "听错了"}

    page = client.post(url, {**fields, "seen": seen, "once": "c1"})

    assert (page.status_code, page.context["form"]["seen"].value()) == (409, 1)
    assert "徐建平刚更正过这条：补标题" in page.text
    assert "一天一趟" in page.text
    assert client.post(url, {**fields, "seen": 1, "once": "c2"}).status_code == 302
