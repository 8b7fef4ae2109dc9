"""The page of an item says how many spoke of it, and that they will have to be told."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from sanxin.ledger.behind import behind
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.actions.replies import tell
from sanxin.service.models import Source
from tests.cast import Cast
from tests.service.builders import a_debt, a_voice, an_item

ClientOf = Callable[[Person], Client]


def test_an_item_nobody_spoke_of_says_nothing(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = an_item(cast)

    assert (behind(item, cast.officer).facts, behind(item, cast.officer).voices) == ([], 0)
    assert "群众反映" not in client_of(cast.officer).get(reverse("ledger:item", args=[item.pk])).text


@pytest.mark.parametrize(
    ("sources", "chinese", "english"),
    [
        ([Source.VISIT], "11-18，走访", "18 Nov, Visit"),
        ([Source.VISIT, Source.VISIT], "11-18 起，走访 2 条", "2 voices since 18 Nov, Visit"),
        ([Source.HOTLINE, Source.VISIT, Source.LETTER], "11-17 起，3 条", "3 voices since 17 Nov"),
    ],
)
def test_it_says_since_when_and_how_many(
    cast: Cast, now: datetime, sources: list[Source], chinese: str, english: str
) -> None:
    item = an_item(cast)
    days = range(len(sources), 0, -1) if len(sources) > 2 else [1] * len(sources)
    heard = [
        a_voice(cast, source=source, at=now - timedelta(days=min(day, 2)))
        for source, day in zip(sources, days, strict=True)
    ]
    tie(heard, item, by=cast.officer, at=now)

    [fact] = behind(item, cast.handler).facts
    with translation.override("en"):
        [spoken] = behind(item, cast.handler).facts

    assert (fact.value, spoken.value) == (chinese, english)


def test_a_day_of_last_year_says_so(cast: Cast, now: datetime) -> None:
    item = an_item(cast)
    tie([a_voice(cast, at=now - timedelta(days=400))], item, by=cast.officer, at=now)

    assert behind(item, cast.officer).facts[0].value == "2025-10-15，走访"


def test_the_steps_end_with_those_to_tell(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    heard, struck = a_debt(cast, voices=3)
    page = reverse("ledger:item", args=[struck.item.pk])
    assert "要回 3 位" in client_of(cast.officer).get(page).text

    tell(heard[0], struck, by=cast.officer, words="班车通了", channel="phone", solved="yes", at=now)

    assert "已回 1 位" in client_of(cast.officer).get(page).text


def test_whoever_withdraws_is_told_of_them(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item = an_item(cast)
    page = reverse("ledger:item_withdraw", args=[item.pk])
    assert "去说明为什么不办" not in client_of(cast.head).get(page).text

    tie([a_voice(cast), a_voice(cast)], item, by=cast.officer, at=now)

    assert "反映过的有 2 条，定了以后要去说明为什么不办。" in client_of(cast.head).get(page).text


@pytest.mark.parametrize("voices", [3, 30])
def test_many_voices_are_counted_in_one_question(
    cast: Cast, now: datetime, voices: int, django_assert_num_queries: Callable[..., object]
) -> None:
    item = an_item(cast)
    tie([a_voice(cast) for _ in range(voices)], item, by=cast.officer, at=now)
    assert cast.officer.sight

    with django_assert_num_queries(2):  # type: ignore[attr-defined]  # the voices, the problem
        assert behind(item, cast.officer).voices == voices
