"""Sending a questionnaire out: a link for a village, a meeting, or people in words."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.surveys.actions import editions, links
from sanxin.surveys.actions.links import Where
from sanxin.surveys.models import Link
from sanxin.surveys.models.link import ALPHABET
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import a_link, an_edition

ClientOf = Callable[[Person], Client]


def test_a_village_gets_a_code_nobody_guesses(cast: Cast) -> None:
    link = a_link(cast)

    assert len(link.code) == 8
    assert set(link.code) <= set(ALPHABET)
    assert link.where == "洪岩镇 竹坑村"
    assert link.office == cast.department
    assert timeline(link.id)[0].text == "把问卷“村里看病方便吗”发到洪岩镇 竹坑村"


def test_several_villages_get_one_each(cast: Cast, now: datetime) -> None:
    wheres = [Where(place=cast.village), Where(place=cast.other_village)]

    made = links.make_many(
        an_edition(cast), wheres=wheres, opens_at=now, closes_at=None, target=None, by=cast.officer, at=now
    )

    assert len({link.code for link in made}) == 2


def test_none_is_made_where_one_cannot_be(cast: Cast, now: datetime) -> None:
    wheres = [Where(place=cast.village), Where()]

    with refused("surveys.link.nowhere"):
        links.make_many(
            an_edition(cast), wheres=wheres, opens_at=now, closes_at=None, target=None, by=cast.officer, at=now
        )

    assert not Link.objects.exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"where": Where()}, "surveys.link.nowhere"),
        ({"where": Where(group_words="  ")}, "surveys.link.nowhere"),
        ({"closes": timedelta(0)}, "surveys.link.backwards"),
        ({"opens": timedelta(days=-9), "closes": timedelta(days=-1)}, "surveys.link.past"),
        ({"closes": timedelta(days=400)}, "surveys.link.too_long"),
        ({"target": 0}, "surveys.link.target"),
    ],
)
def test_what_makes_no_sense_is_refused(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    moved = {
        f"{name}_at": now + changes.pop(name)  # type: ignore[operator]
        for name in ("opens", "closes")
        if name in changes
    }
    with refused(code):
        a_link(cast, **changes, **moved)


def test_an_edition_taken_back_is_not_sent_out(cast: Cast, now: datetime) -> None:
    edition = an_edition(cast)
    editions.withdraw(edition, reason="题目有错", by=cast.officer, at=now)

    with refused("surveys.link.withdrawn"):
        a_link(cast, edition)


@pytest.mark.parametrize("who", ["leader", "liaison", "handler", "stranger"])
def test_only_the_desk_sends_out(cast: Cast, who: str) -> None:
    with refused("surveys.link.not_desk", NotAllowed):
        a_link(cast, by=getattr(cast, who))


def test_the_form_makes_one_for_each_line(cast: Cast, client_of: ClientOf) -> None:
    edition = an_edition(cast)
    fields = {
        "once": str(new_id()), "places": "洪岩镇 竹坑村\n双溪村\n竹坑村", "opens_at": "2026-11-19T09:00",
        "closes_at": "2026-12-01T18:00", "target": "30", "group_words": "返乡青年",
    }  # fmt: skip

    answer = client_of(cast.officer).post(reverse("surveys:new_links", args=[edition.pk]), fields)

    assert answer.status_code == 302
    assert sorted(link.where for link in Link.objects.all()) == ["洪岩镇 双溪村 · 返乡青年", "洪岩镇 竹坑村 · 返乡青年"]


def test_a_village_nobody_knows_comes_back_with_the_near_ones(cast: Cast, client_of: ClientOf) -> None:
    edition = an_edition(cast)
    fields = {"once": str(new_id()), "places": "竹杭村", "opens_at": "2026-11-19T09:00"}

    answer = client_of(cast.officer).post(reverse("surveys:new_links", args=[edition.pk]), fields)

    assert answer.status_code == 422
    assert "竹杭村" in answer.content.decode()
    assert not Link.objects.exists()


def test_a_strangers_edition_is_not_there(cast: Cast, client_of: ClientOf) -> None:
    address = reverse("surveys:new_links", args=[an_edition(cast).pk])

    assert client_of(cast.stranger).get(address).status_code == 404
