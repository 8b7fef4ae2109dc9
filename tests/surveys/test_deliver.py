"""What people wrote goes to the problem desk as anonymous voices."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.service.models import Source, Voice
from sanxin.surveys.actions.desk import deliver
from sanxin.surveys.models import DeskDelivery, Response
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import a_link, answered

ClientOf = Callable[[Person], Client]


def test_each_text_becomes_a_voice_of_the_village(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    answered(link, who="old", say="卫生室周末没人。")
    answered(link, who="young")

    row = deliver(link, by=cast.officer, at=now)

    voice = Voice.objects.get()
    assert row.voices == 1
    assert (voice.text, voice.place, voice.source) == ("卫生室周末没人。", cast.village, Source.QUESTIONNAIRE)
    assert (voice.external_id, voice.anonymous, voice.heard_by) == (link.code, True, None)
    assert timeline(link.id)[0].text == "把大家写的 1 条话送到问题台"


def test_a_voice_cannot_be_joined_to_the_other_answers(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    response = answered(link, who="old", say="卫生室周末没人。")
    deliver(link, by=cast.officer, at=now)

    kept = str(Voice.objects.values().get())

    assert str(response.pk) not in kept
    assert "old" not in kept


def test_what_was_delivered_is_not_delivered_again(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    answered(link, who="old", say="第一句话，说路。")
    deliver(link, by=cast.officer, at=now)
    answered(link, who="old", say="第二句话，说灯。")

    assert deliver(link, by=cast.colleague, at=now).voices == 1
    with refused("surveys.desk.nothing_new"):
        deliver(link, by=cast.officer, at=now)
    assert Voice.objects.count() == 2
    assert DeskDelivery.objects.count() == 2


def test_nothing_written_nothing_delivered(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    answered(link, who="old")

    with refused("surveys.desk.nothing_new"):
        deliver(link, by=cast.officer, at=now)


@pytest.mark.parametrize("who", ["leader", "liaison", "stranger"])
def test_only_the_desk_delivers(cast: Cast, now: datetime, who: str) -> None:
    with refused("surveys.link.not_desk", NotAllowed):
        deliver(a_link(cast), by=getattr(cast, who), at=now)


def test_pressed_twice_it_is_done_once(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)
    answered(link, who="old", say="卫生室周末没人。")
    fields, address = {"once": str(new_id())}, reverse("surveys:deliver", args=[link.pk])
    client = client_of(cast.officer)

    statuses = [client.post(address, fields).status_code for _ in range(2)]

    assert statuses == [302, 302]
    assert Voice.objects.count() == Response.objects.count() == 1


def test_leaders_do_not_see_the_button(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)
    pages: dict[str, Any] = {
        who: client_of(getattr(cast, who)).get(reverse("surveys:link", args=[link.pk])).content.decode()
        for who in ("officer", "leader")
    }

    assert reverse("surveys:deliver", args=[link.pk]) in pages["officer"]
    assert reverse("surveys:deliver", args=[link.pk]) not in pages["leader"]
