from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.search import find
from sanxin.people.models import Person
from sanxin.research.actions import problems
from sanxin.research.models import Problem
from sanxin.research.queries.figures import figures_of
from sanxin.research.queries.problems import problem_of
from sanxin.research.queries.waiting import waiting_for
from sanxin.research.rules.counting import Said, count, weekly
from sanxin.research.rules.heat import warmth
from tests.cast import Cast
from tests.research.builders import hear, hear_some, propose, run_with


def test_people_are_counted_once_over_several_problems(cast: Cast, now: datetime) -> None:
    first = [hear(cast, f"班车 {n}", now, speaker="方", place=cast.village, likes=2) for n in range(3)]
    second = [hear(cast, "路灯", now - timedelta(days=40), speaker=who, place=cast.town) for who in ("方", "程")]
    found = propose(cast, now, first, second)

    figures = figures_of(found)

    assert (figures.people, figures.messages, figures.likes, figures.villages) == (2, 5, 6, 2)
    assert [(place.name, place.messages) for place in figures.places] == [("洪岩镇", 5)]
    assert figures.spark == [0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3]
    assert figures.weeks == 6


def test_quotes_say_where_and_never_who(cast: Cast, now: datetime) -> None:
    voices = [hear(cast, f"班车停了第 {n} 天", now, speaker=f"方{n}", place=cast.village) for n in range(3)]
    found = propose(cast, now, voices)

    quotes = figures_of(found).quotes

    assert [quote.place for quote in quotes] == ["洪岩镇"] * 3
    assert "方" not in "".join(f"{quote.text}{quote.place}{quote.source}" for quote in quotes)


def test_a_quote_goes_where_its_voice_goes(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices)
    problems.take_out(problem, [voices[0].id], by=cast.officer, seen=1, at=now)

    assert voices[0].id not in {quote.voice_id for quote in figures_of([problem]).quotes}


@pytest.mark.parametrize("many", [1, 6])
def test_two_questions_however_many_problems(
    cast: Cast, now: datetime, django_assert_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    voices = hear_some(cast, 2 * many, now)
    found = propose(cast, now, *[voices[2 * n : 2 * n + 2] for n in range(many)])

    with django_assert_num_queries(2):
        figures_of(found)


def test_one_person_writing_often_is_one_person(now: datetime) -> None:
    often = [Said(str(n), "余多言", now) for n in range(50)]
    several = [Said(str(n), f"人 {n}", now) for n in range(5)]

    assert count(often, now=now).people == 1
    assert warmth(several, (), now=now).score > 3 * warmth(often, (), now=now).score


def test_a_petition_counts_its_people_and_one_text(now: datetime) -> None:
    named = [Said(str(n), f"人 {n}", now, copy_of="0" if n else "") for n in range(5)]
    nameless = [Said(str(n), "", now, copy_of="0" if n else "") for n in range(5)]

    assert (count(named, now=now).people, count(named, now=now).copies) == (5, 4)
    assert count(nameless, now=now).people == 1


def test_the_points_of_heat_add_up_to_its_score(now: datetime) -> None:
    voices = [Said(str(n), str(n), now - timedelta(days=20 * n), likes=n, place=str(n % 3)) for n in range(9)]

    hot = warmth(voices, {voice.place for voice in voices}, now=now)

    assert sum(hot.points.values()) == pytest.approx(hot.score, abs=0.3)


def test_a_voice_of_tomorrow_is_in_no_week(now: datetime) -> None:
    today = now.date()

    assert weekly({today + timedelta(days=1): 1, today: 1}, today=today, weeks=2) == [0, 1]


def test_which_problem_a_voice_lies_in(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices[:3])

    assert problem_of(voices) == {voice.id: problem for voice in voices[:3]}


def test_the_desk_is_told_on_today_and_the_leader_is_not(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    run_with(cast, now - timedelta(days=1), voices[:3])
    problems.accept(Problem.objects.get(), by=cast.officer, seen=1, at=now)
    run_with(cast, now, voices[:4], voices[4:])

    titles = [row.title for row in waiting_for(cast.officer, now.date())]

    assert titles == ["今天新提 1 个问题，等人看", "1 条新声音像是说 1 个已定的问题，收不收"]
    assert waiting_for(cast.leader, now.date()) == []


def test_accepted_proposals_wait_no_longer(cast: Cast, now: datetime) -> None:
    run_with(cast, now, hear_some(cast, 3, now))
    problems.accept(Problem.objects.get(), by=cast.officer, seen=1, at=now)

    assert waiting_for(cast.officer, now.date()) == []


def test_problems_are_found_by_those_who_may_see_them(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 3, now))
    problems.rename(problem, by=cast.officer, seen=1, name="泉塘支渠漏水", at=now)

    def found(person: Person) -> list[str]:
        return [hit.url for kind in find(person, "支渠") for hit in kind.hits]

    url = reverse("research:problem", args=[problem.pk])
    assert found(cast.officer) == found(cast.leader) == [url]
    assert found(cast.stranger) == []
