"""Saying which question tells who somebody is."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Person
from sanxin.surveys.actions.who import set_who
from sanxin.surveys.models import WhoQuestion
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import an_edition

ClientOf = Callable[[Person], Client]


def test_choices_stand_for_groups(cast: Cast, now: datetime) -> None:
    edition = an_edition(cast)

    row = set_who(edition, question="who", groups={"old": "old", "x": "young"}, seen=0, by=cast.officer, at=now)

    assert row.groups == {"old": "old"}
    assert timeline(edition.id)[0].text == "定下用“您是”这一题看听到了哪些人"


@pytest.mark.parametrize(
    ("question", "groups", "code"),
    [
        ("say", {"old": "old"}, "surveys.who.no_question"),
        ("nobody", {"old": "old"}, "surveys.who.no_question"),
        ("who", {}, "surveys.who.no_group"),
        ("who", {"old": "rich"}, "surveys.who.no_group"),
    ],
)
def test_what_tells_nothing_is_refused(
    cast: Cast, now: datetime, question: str, groups: dict[str, str], code: str
) -> None:
    with refused(code):
        set_who(an_edition(cast), question=question, groups=groups, seen=0, by=cast.officer, at=now)


def test_a_faster_colleague_is_not_overwritten(cast: Cast, now: datetime) -> None:
    edition = an_edition(cast)
    set_who(edition, question="who", groups={"old": "old"}, seen=0, by=cast.colleague, at=now)

    with refused("surveys.who.overtaken", Overtaken):
        set_who(edition, question="who", groups={"old": "young"}, seen=0, by=cast.officer, at=now)


def test_only_the_desk_says(cast: Cast, now: datetime) -> None:
    with refused("surveys.link.not_desk", NotAllowed):
        set_who(an_edition(cast), question="who", groups={"old": "old"}, seen=0, by=cast.leader, at=now)


def test_the_page_asks_which_question_then_which_groups(cast: Cast, client_of: ClientOf) -> None:
    edition, client = an_edition(cast), client_of(cast.officer)
    address = reverse("surveys:who", args=[edition.pk])
    assert "?question=who" in client.get(address).content.decode()
    assert "group-old" in client.get(f"{address}?question=who").content.decode()

    client.post(address, {"once": str(new_id()), "question": "who", "seen": "0", "group-old": "old"})

    assert WhoQuestion.objects.get().groups == {"old": "old"}
