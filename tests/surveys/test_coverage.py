"""Who has not been heard: villages, groups, kinds of matters."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.people.models import Level, Person
from sanxin.surveys.actions.links import Where
from sanxin.surveys.actions.meetings import Noted, note
from sanxin.surveys.actions.who import set_who
from sanxin.surveys.models import Group, Response
from sanxin.surveys.queries.coverage import coverage_of
from tests.cast import Cast, unit
from tests.service.builders import a_voice
from tests.surveys.asking_builders import a_link, an_edition, answered

ClientOf = Callable[[Person], Client]


def silent(cast: Cast, now: datetime, months: int = 6) -> list[str]:
    found = coverage_of(cast.officer, months=months, today=now.date())
    return [str(one.unit) for one in found.unheard]


def test_a_county_nobody_listened_to(cast: Cast, now: datetime) -> None:
    assert silent(cast, now) == ["竹坑村", "双溪村"]


def test_a_visit_a_call_an_answer_a_meeting_each_count(cast: Cast, now: datetime) -> None:
    town = cast.town
    villages = [unit(f"36028110621{n}", f"{n} 组村", Level.VILLAGE, town) for n in range(4)]
    a_voice(cast, place=villages[0])
    a_voice(cast, place=villages[1], source="hotline")
    answered(a_link(cast, where=Where(place=villages[2])), who="old")
    note(Noted("路", now.date(), place=villages[3]), office=cast.department, by=cast.officer, at=now)

    found = {one.unit: one for one in coverage_of(cast.officer, months=6, today=now.date()).villages}

    ways = [
        (one.visits.count, one.voices.count, one.answers.count, one.meetings.count)
        for one in map(found.get, villages)
        if one
    ]
    assert ways == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    assert silent(cast, now) == ["竹坑村", "双溪村"]


def test_long_ago_is_not_lately_and_never_comes_first(cast: Cast, now: datetime) -> None:
    a_voice(cast, heard_at=now - timedelta(days=200))

    assert silent(cast, now) == ["双溪村", "竹坑村"]
    assert silent(cast, now, months=12) == ["双溪村"]


def test_a_meetings_link_counts_for_the_meetings_village(cast: Cast, now: datetime) -> None:
    meeting = note(Noted("路", now.date() - timedelta(days=400), place=cast.village), office=cast.department,
                   by=cast.officer, at=now)  # fmt: skip
    answered(a_link(cast, where=Where(meeting=meeting)), who="old")

    assert silent(cast, now) == ["双溪村"]


def test_groups_come_from_meetings_and_from_the_question(cast: Cast, now: datetime) -> None:
    edition = an_edition(cast)
    set_who(edition, question="who", groups={"old": "old", "away": "away"}, seen=0, by=cast.officer, at=now)
    link = a_link(cast, edition)
    for _ in range(3):
        answered(link, who="old")
    answered(link, who="young")
    note(Noted("路", now.date(), present=9, groups={"old": 4, "women": 5}), office=cast.department,
         by=cast.officer, at=now)  # fmt: skip

    found = {one.group: one.heard.count for one in coverage_of(cast.officer, months=6, today=now.date()).groups}

    assert found[Group.OLD] == 7
    assert found[Group.WOMEN] == 5
    assert found[Group.AWAY] == found[Group.YOUNG] == 0


def test_kinds_of_matters(cast: Cast, now: datetime) -> None:
    a_voice(cast, kind="wishes")

    kinds = {one.kind: one.heard.count for one in coverage_of(cast.officer, months=6, today=now.date()).kinds}

    assert kinds == {"民生": 0, "民利": 0, "民愿": 1}


def test_another_offices_voices_do_not_count_here(cast: Cast, now: datetime) -> None:
    a_voice(cast)

    assert coverage_of(cast.stranger, months=6, today=now.date()).villages == []


@pytest.mark.parametrize("rows", [3, 60])
def test_the_page_asks_the_same_however_many_villages(
    cast: Cast, client_of: ClientOf, rows: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(rows):
        unit(f"36028110{6300 + n}", f"第{n}村", Level.VILLAGE, cast.town)
    client = client_of(cast.officer)
    client.get("/surveys/coverage/")

    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        client.get("/surveys/coverage/")


def test_filters_stand_in_the_url(cast: Cast, client_of: ClientOf) -> None:
    a_voice(cast)
    client = client_of(cast.leader)

    def shown(query: str) -> list[str]:
        return [str(one.unit) for one in client.get(f"/surveys/coverage/?{query}").context["page"]]

    assert shown("") == ["双溪村"]
    assert shown("all=on&months=3") == ["竹坑村", "双溪村"]
    assert shown("town=999&months=lots") == ["双溪村"]
    assert shown(f"months=12&town={cast.town.code}") == ["双溪村"]


def test_all_villages_as_a_file(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).get(f"{reverse('surveys:coverage_file')}?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "双溪村" in text
    assert not Response.objects.exists()


@pytest.mark.parametrize("who", ["handler", "liaison", "auditor"])
def test_others_do_not_look(cast: Cast, client_of: ClientOf, who: str) -> None:
    assert client_of(getattr(cast, who)).get("/surveys/coverage/").status_code == 403
