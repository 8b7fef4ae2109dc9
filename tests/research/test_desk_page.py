from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.people.models import Person
from sanxin.research.actions import problems
from sanxin.research.models import Problem, Stage
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import hear_some, propose, run_with

ClientOf = Callable[[Person], Client]


def text_of(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers or None)
    assert answer.status_code == 200
    return answer.content.decode()


def test_problems_stand_by_heat_with_people_places_and_twelve_weeks(
    cast: Cast, client_of: ClientOf, now: datetime
) -> None:
    voices = hear_some(cast, 7, now)
    cool, hot = propose(cast, now, voices[:2], voices[2:])

    page = text_of(client_of(cast.officer), reverse("research:desk"))

    assert page.index(f'data-problem="{hot.pk}"') < page.index(f'data-problem="{cool.pk}"')
    assert "7 条声音归成 2 个问题" in page
    assert "新提 2 个" in page
    assert page.count("近 12 周：") == 2
    assert "采纳为问题" in page


def test_an_empty_desk_says_where_problems_come_from(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    assert "去导入" in text_of(client_of(cast.officer), reverse("research:desk"))

    hear_some(cast, 3, now)

    page = text_of(client_of(cast.officer), reverse("research:desk"))
    assert "现有 3 条声音还没归并" in page
    assert reverse("research:runs") in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"open", "taken"}),
        ("?state=accepted", {"taken"}),
        ("?state=done&state=on_ledger", set()),
        ("?q=W-0001", {"open"}),
        ("?q=2", {"taken"}),
        ("?town=360281106", {"open", "taken"}),
        ("?source=letter", set()),
        ("?source=hotline&kind=unsorted", {"open", "taken"}),
        ("?span=4", {"open"}),
        ("?span=nonsense&sort=nonsense", {"open", "taken"}),
    ],
)
def test_filters_narrow_the_list_and_the_url_is_the_view(
    cast: Cast, client_of: ClientOf, now: datetime, query: str, found: set[str]
) -> None:
    voices = hear_some(cast, 5, now)
    Voice.objects.filter(pk__in=[v.pk for v in voices[3:]]).update(heard_at=now - timedelta(weeks=6))
    first, second = propose(cast, now, voices[:3], voices[3:])
    problems.accept(second, by=cast.officer, seen=1, at=now)
    names = {"open": first, "taken": second}

    page = text_of(client_of(cast.officer), reverse("research:desk") + query)

    assert {name for name, problem in names.items() if f'data-problem="{problem.pk}"' in page} == found


@pytest.mark.parametrize("count", [3, 30])
def test_the_number_of_questions_does_not_grow_with_the_list(
    cast: Cast,
    client_of: ClientOf,
    now: datetime,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    voices = hear_some(cast, 2 * count, now)
    propose(cast, now, *[voices[2 * n : 2 * n + 2] for n in range(count)])
    client = client_of(cast.officer)

    with django_assert_num_queries(21):
        client.get(reverse("research:desk"))


def test_htmx_gets_the_preview_alone(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    back = reverse("research:desk") + "?state=proposed"

    part = text_of(
        client_of(cast.officer),
        reverse("research:problem", args=[problem.pk]) + f"?next={back}",
        **{"HX-Request": "true"},
    )

    assert "<html" not in part
    assert problem.code in part
    assert f'value="{back}"' in part


def test_the_leader_sees_the_desk_without_its_verbs(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    propose(cast, now, hear_some(cast, 3, now))

    page = text_of(client_of(cast.leader), reverse("research:desk"))

    assert "3 条声音归成 1 个问题" in page
    assert "采纳为问题" not in page
    assert "归并声音" not in page


@pytest.mark.parametrize("who", ["handler", "liaison", "administrator", "auditor"])
def test_others_do_not_see_problems(cast: Cast, client_of: ClientOf, now: datetime, who: str) -> None:
    assert client_of(getattr(cast, who)).get(reverse("research:desk")).status_code == 403


def test_another_county_sees_its_own_empty_desk(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    client = client_of(cast.stranger)

    assert str(problem.pk) not in text_of(client, reverse("research:desk"))
    assert client.get(reverse("research:problem", args=[problem.pk])).status_code == 404


def test_the_list_as_a_file_has_figures_and_no_names(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    propose(cast, now, hear_some(cast, 3, now))

    answer = client_of(cast.officer).get(reverse("research:desk_file") + "?format=csv")

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "W-0001" in text
    assert "person 1" not in text


def test_problems_done_are_told_from_those_on_the_ledger(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    Problem.objects.filter(pk=problem.pk).update(stage=Stage.ON_LEDGER)  # all of its items, none, are struck off

    page = text_of(client_of(cast.officer), reverse("research:desk") + "?state=done")

    assert f'data-problem="{problem.pk}"' in page


def test_how_heat_is_worked_out_is_written_down(cast: Cast, client_of: ClientOf) -> None:
    assert "每翻一番 10" in text_of(client_of(cast.leader), reverse("research:heat"))


def test_who_changed_what_with_a_way_back(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.rename(problem, by=cast.officer, seen=1, name="班车停运", at=now)

    officer, leader = (text_of(client_of(who), reverse("research:changes")) for who in (cast.officer, cast.leader))

    assert "改名为“班车停运”" in officer
    assert "/undo/" in officer
    assert "/undo/" not in leader
    assert "改名为" not in text_of(client_of(cast.officer), reverse("research:changes") + "?verb=merged")


def test_a_run_shows_what_it_brought(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    run_with(cast, now, voices[:3])
    problems.accept(Problem.objects.get(), by=cast.officer, seen=1, at=now)
    run = run_with(cast, now, voices[:4], voices[4:])

    page = text_of(client_of(cast.officer), reverse("research:run", args=[run.pk]))

    assert "6 条声音归成 2 个问题" in page
    assert "提给已定问题的新声音" in page
    assert client_of(cast.stranger).get(reverse("research:run", args=[run.pk])).status_code == 404
