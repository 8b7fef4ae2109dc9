"""Trends count what the list of voices shows behind each figure."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.people.models import Person
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import hear, hear_some, propose

ClientOf = Callable[[Person], Client]


def page(client: Client, query: str = "") -> str:
    answer = client.get(reverse("research:trends") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_figure_leads_to_as_many_rows(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_some(cast, 40, now)
    hear(cast, "路灯坏了", now - timedelta(days=70), place=cast.town, kind="livelihood")
    hear(cast, "没写地方的", now - timedelta(days=400))
    client = client_of(cast.officer)

    text = page(client)
    links = re.findall(r'href="(/[^"]*voices[^"]*)">([\d,]+)</a>', text)

    assert "近 12 个月 41 条声音" in text
    assert len(links) >= 5
    for url, count in links:
        shown = client.get(unescape(url)).context["page"].paginator.count
        assert shown == int(count.replace(",", "")), url


def test_filters_narrow_the_figures_and_their_links(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_some(cast, 4, now)
    hear(cast, "路灯坏了", now, kind="livelihood", source="letter")
    client = client_of(cast.officer)

    assert "1 条声音" in page(client, "?q=路灯&source=letter&kind=livelihood")
    assert "q=%E8%B7%AF%E7%81%AF" in page(client, "?q=路灯")
    assert "4 条声音" in page(client, f"?town={cast.town.code}&months=24")
    assert "放宽一两个条件" in page(client, "?q=没有这样的话")
    assert "5 条声音" in page(client, "?town=nowhere&months=never")


def test_a_leader_sees_totals_without_the_way_to_the_voices(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_some(cast, 4, now)

    text = page(client_of(cast.leader))

    assert "4 条声音" in text
    assert "点数字看原来的声音" not in text
    assert reverse("service:voices") + "?" not in text


def test_problems_spoken_of_more_and_more_are_told(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    rising, falling = hear_some(cast, 4, now), hear_some(cast, 4, now, text="路灯坏了")
    Voice.objects.filter(pk__in=[v.pk for v in falling]).update(heard_at=now - timedelta(days=150))
    one, two = propose(cast, now, rising, falling)

    text = page(client_of(cast.officer))

    assert one.code in text
    assert two.code not in text


def test_the_file_has_the_same_figures(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_some(cast, 4, now)

    answer = client_of(cast.officer).get(reverse("research:trends_file") + "?format=csv")

    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert rows[0].endswith("2026-11")
    assert "洪岩镇,4" in "\n".join(rows)


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_questions_does_not_grow(
    cast: Cast, client_of: ClientOf, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    voices = hear_some(cast, 2 * count, now)
    propose(cast, now, *[voices[2 * n : 2 * n + 2] for n in range(count)])
    client = client_of(cast.officer)

    with django_assert_num_queries(10):
        page(client)
