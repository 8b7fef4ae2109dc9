"""Answered, done, told, solved, satisfied: each as its definition says."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.ledger.actions.reopenings import reopen
from sanxin.people.models import Person, Unit
from sanxin.service.actions.links import tie
from sanxin.service.actions.questions import drop
from sanxin.service.actions.replies import tell
from sanxin.service.queries.rate_measures import MEASURES, Period, questions_in, ties_in
from sanxin.service.queries.rates import Row, offices_counted, rates_of
from tests.cast import Cast
from tests.service.builders import a_debt, a_voice, an_item, struck_off
from tests.service.question_builders import a_question, an_answer, told

ClientOf = Callable[[Person], Client]
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def total(cast: Cast, by: str = "kind", period: Period = YEAR) -> Row:
    return rates_of(period, [cast.department], by=by).total


def counts(row: Row) -> dict[str, int]:
    return {key: value for key, value in row.counts.items() if value}


def test_a_question_from_put_to_solved(cast: Cast, now: datetime) -> None:
    question = a_question(cast)
    assert counts(total(cast)) == {"asked": 1}

    row = an_answer(cast, question)
    assert counts(total(cast)) == {"asked": 1, "answered": 1, "in_time": 1}

    told(cast, row, solved="yes")
    assert counts(total(cast)) == {"asked": 1, "answered": 1, "in_time": 1, "told": 1, "said": 1, "solved": 1}


def test_late_is_answered_and_not_in_time(cast: Cast, now: datetime) -> None:
    question = a_question(cast, kind="progress")

    an_answer(cast, question, at=now + timedelta(days=20))

    assert counts(total(cast)) == {"asked": 1, "answered": 1}


def test_not_solved_is_no_answer_but_it_was_in_time_and_told(cast: Cast, now: datetime) -> None:
    told(cast, solved="no")

    assert counts(total(cast)) == {"asked": 1, "in_time": 1, "said": 1}


def test_let_go_counts_nowhere(cast: Cast, now: datetime) -> None:
    drop(a_question(cast), reason="不是提问", seen=1, by=cast.officer, at=now)

    assert counts(total(cast)) == {}


def test_what_an_item_answers_counts_once(cast: Cast, now: datetime) -> None:
    question, item = a_question(cast), an_item(cast)
    tie([question.voice], item, by=cast.officer, at=now)
    assert counts(total(cast)) == {"opened": 1}

    struck_off(cast, item)
    assert counts(total(cast)) == {"opened": 1, "done": 1}


def test_done_is_not_solved(cast: Cast, now: datetime) -> None:
    item = an_item(cast)
    voices = [a_voice(cast) for _ in range(3)]
    tie(voices, item, by=cast.officer, at=now)
    assert counts(total(cast)) == {"opened": 3}

    strike_off = struck_off(cast, item)
    assert counts(total(cast)) == {"opened": 3, "done": 3}
    tell(
        voices[0], strike_off, by=cast.officer, words="通了", channel="visit", solved="partly", unsolved="晚班", at=now
    )
    tell(voices[1], strike_off, by=cast.officer, words="通了", channel="visit", solved="not_asked", at=now)
    assert counts(total(cast)) == {"opened": 3, "done": 3, "told": 2, "said": 1}

    reopen(strike_off, by=cast.officer, reason="又停了", at=now)
    assert counts(total(cast)) == {"opened": 3, "said": 1}


def test_the_period_is_when_it_was_put(cast: Cast, now: datetime) -> None:
    told(cast)
    a_debt(cast)

    assert counts(total(cast, period=Period(date(2026, 11, 19), date(2026, 11, 19)))) != {}
    assert counts(total(cast, period=Period(date(2026, 11, 20), date(2026, 12, 31)))) == {}
    assert counts(total(cast, period=Period(date(2026, 1, 1), date(2026, 11, 18)))) == {}


def test_lines_by_kind_and_by_question(cast: Cast, now: datetime) -> None:
    a_question(cast, kind="party", text="党费在哪里交")
    a_debt(cast)

    by_kind = {row.label: counts(row) for row in rates_of(YEAR, [cast.department], by="kind").rows}
    by_question = {row.label: counts(row) for row in rates_of(YEAR, [cast.department], by="question").rows}

    assert by_kind == {"未分": {"asked": 1, "opened": 1, "done": 1}}
    assert by_question == {"党组织关系、党费": {"asked": 1}}


def scored(cast: Cast, scores: list[int], **changes: object) -> None:
    for score in scores:
        row = an_answer(cast, a_question(cast, **changes))
        told(cast, row, solved="yes", satisfaction=score, asked_satisfaction=True)


def test_satisfied_from_five_scores_on(cast: Cast, now: datetime) -> None:
    scored(cast, [5, 4, 4, 3])
    few = total(cast)
    assert (few.scores, few.content) == (None, None)

    scored(cast, [1])

    enough = total(cast)
    assert (enough.scores, enough.content) == (5, 3)


def test_a_total_does_not_give_away_what_a_line_hides(cast: Cast, now: datetime) -> None:
    from sanxin.service.actions.voices import sort
    from sanxin.service.models import Voice

    scored(cast, [5] * 6)
    for voice in Voice.objects.all():
        sort(voice, by=cast.officer, kind="livelihood", at=now)
    scored(cast, [1, 1])

    found = rates_of(YEAR, [cast.department], by="kind")

    assert {row.key: row.scores for row in found.rows} == {"livelihood": 6, "unsorted": None}
    assert found.total.scores is None  # 8 less 6 would say it


@pytest.mark.parametrize("measure", list(MEASURES), ids=lambda one: one.key)
def test_every_number_opens_the_rows_it_counts(cast: Cast, client_of: ClientOf, measure: object) -> None:
    told(cast, solved="yes")
    told(cast, solved="no")
    an_answer(cast)
    voices, row = a_debt(cast, voices=2)
    tell(voices[0], row, by=cast.officer, words="通了", channel="visit", solved="yes", at=clock.now())
    found = total(cast)

    page = client_of(cast.officer).get(f"/service/rates/{measure.key}/?by=kind&since=2026-01-01&until=2026-12-31")  # type: ignore[attr-defined]

    assert page.context["page"].paginator.count == found.counts[measure.key]  # type: ignore[attr-defined]


def test_leaders_see_totals_and_open_nothing(cast: Cast, client_of: ClientOf) -> None:
    a_question(cast)
    leader, officer = client_of(cast.leader), client_of(cast.officer)

    assert "/service/rates/asked/" in officer.get("/service/rates/").content.decode()
    page = leader.get("/service/rates/").content.decode()
    assert "市委组织部" in page
    assert "/service/rates/asked/" not in page
    assert leader.get("/service/rates/asked/").status_code == 403


def test_a_leader_sees_units_below_that_hear_anything_an_officer_their_own(cast: Cast, now: datetime) -> None:
    a_voice(cast)

    assert offices_counted(cast.officer) == [cast.department]
    assert offices_counted(cast.leader) == [cast.department]
    assert not Unit.objects.filter(pk__in=[unit.pk for unit in offices_counted(cast.handler)]).exists()


def test_the_file_and_a_period_the_wrong_way_round(cast: Cast, client_of: ClientOf) -> None:
    told(cast, solved="yes")
    client = client_of(cast.officer)

    file = b"".join(client.get("/service/rates/file/?format=csv&by=question")).decode("utf-8-sig").splitlines()
    assert file[0].startswith("提问类别,提问,已答复,按时答复,已告诉")
    assert file[-1].startswith("合计,1,1,1,1")
    page = client.get("/service/rates/?since=2026-05-01&until=2026-01-01").content.decode()
    assert "“到哪天”要在“从哪天”以后。" in page


@pytest.mark.parametrize("matters", [3, 30])
def test_the_page_asks_the_same_however_much_there_is(
    cast: Cast, client_of: ClientOf, matters: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(matters):
        told(cast, solved="yes") if n % 2 else a_debt(cast)
    client = client_of(cast.officer)
    client.get("/service/rates/")

    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        client.get("/service/rates/")
    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        client.get("/service/rates/told/")


def test_what_is_counted_can_be_asked_of_the_database(cast: Cast, now: datetime) -> None:
    told(cast, solved="yes")
    a_debt(cast)

    assert questions_in(YEAR, [cast.department.id]).get().verdict == "yes"  # type: ignore[attr-defined]
    assert ties_in(YEAR, [cast.department.id]).get().told is False  # type: ignore[attr-defined]
