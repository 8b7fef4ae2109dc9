"""Changing a link's times, shutting it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.service.models import Voice
from sanxin.surveys.actions import answering, links
from sanxin.surveys.models import Link, RecentContent, Response, ResponseDraft
from sanxin.surveys.rules.links import LinkState
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import a_link, answered

ClientOf = Callable[[Person], Client]


def changed(link: Link, now: datetime, **changes: Any) -> Link:
    said = {"opens_at": now, "closes_at": now + timedelta(days=3), "target": 12, "seen": link.version, "at": now}
    return links.change(link, **(said | changes))


def test_times_and_number_change_the_code_stays(cast: Cast, now: datetime) -> None:
    link = a_link(cast)

    fresh = changed(link, now, by=cast.colleague)

    assert (fresh.code, fresh.target, fresh.version) == (link.code, 12, 2)


def test_a_faster_colleague_is_not_overwritten(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    changed(link, now, by=cast.colleague)

    with refused("surveys.link.overtaken", Overtaken):
        changed(link, now, by=cast.officer)


def test_shut_is_shut(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    links.close(link, by=cast.officer, at=now)

    with refused("surveys.link.closed_already"):
        links.close(link, by=cast.officer, at=now)
    with refused("surveys.link.closed_already"):
        changed(link, now, by=cast.officer)
    with refused("surveys.link.closed"):
        answering.send(Link.objects.get(pk=link.pk), uuid4(), {"who": ["old"]}, at=now)


def test_closing_says_how_much_had_come_and_forgets_the_rest(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    answered(link, who="old", say="卫生室周末没人，配药要跑镇上。")
    answered(link, who="young")
    answering.keep(link, uuid4(), {"who": ["old"]}, at=now)

    row = links.close(link, by=cast.head, at=now)

    assert row.answers == 2
    assert timeline(link.id)[0].text == "停收，一共 2 份：11-19 (2)"
    assert not ResponseDraft.objects.exists()
    assert not RecentContent.objects.exists()
    assert Response.objects.filter(link=link).count() == 2


@pytest.mark.parametrize("who", ["leader", "liaison", "stranger"])
def test_only_the_desk_shuts(cast: Cast, now: datetime, who: str) -> None:
    with refused("surveys.link.not_desk", NotAllowed):
        links.close(a_link(cast), by=getattr(cast, who), at=now)


def test_a_link_is_in_one_state_and_lists_agree(cast: Cast, now: datetime) -> None:
    a_link(cast)
    a_link(cast, opens_at=now + timedelta(days=1))
    links.close(a_link(cast), by=cast.officer, at=now)
    over = a_link(cast)
    Link.objects.filter(pk=over.pk).update(opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=1))

    for state in LinkState:
        found = Link.objects.in_state(state, now).with_names()
        assert [link.state(now) for link in found] == [state]


def test_the_page_shuts_and_delivers_in_one_go(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)
    answered(link, who="old", say="卫生室周末没人，配药要跑镇上。")

    client_of(cast.officer).post(
        reverse("surveys:close_link", args=[link.pk]), {"once": str(new_id()), "deliver": "on"}
    )

    assert Link.objects.get().closed is not None
    assert Voice.objects.get().text == "卫生室周末没人，配药要跑镇上。"


def test_the_page_shuts_also_where_nobody_wrote_a_word(cast: Cast, client_of: ClientOf) -> None:
    link = a_link(cast)

    answer = client_of(cast.officer).post(
        reverse("surveys:close_link", args=[link.pk]), {"once": str(new_id()), "deliver": "on"}
    )

    assert answer.status_code == 302
    assert Link.objects.get().closed is not None
