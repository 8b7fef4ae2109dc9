"""One list of what is owed to whom since when."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.models import QuestionStage
from sanxin.service.queries.debts import Owed, Wanted, debts_of
from sanxin.service.queries.waiting import waiting_for
from tests.cast import Cast
from tests.service.builders import FANG, a_debt, a_voice, an_item, struck_off
from tests.service.question_builders import DUES, a_question, an_answer, told

ClientOf = Callable[[Person], Client]


def test_questions_and_things_done_by_deadline(cast: Cast, now: datetime) -> None:
    a_debt(cast, voices=2, days_ago=9, speaker=FANG)
    question = a_question(cast, kind="progress", speaker=FANG)
    an_answer(cast, a_question(cast, text="流动党员证怎么办"))

    done, ask, tell = debts_of(cast.officer, now.date())

    assert [one.what for one in (done, ask, tell)] == [Owed.TELL_DONE, Owed.ANSWER, Owed.TELL_ANSWER]
    assert (done.light.kind, done.people, done.whom) == ("red", 1, "方** 138****2210")
    assert (ask.key, ask.light.kind, ask.due_on) == (question.id, "amber", date(2026, 11, 23))
    assert (tell.light.kind, tell.due_on, tell.whom) == ("green", date(2026, 11, 26), "匿名")


def test_several_behind_one_item_are_counted(cast: Cast, now: datetime) -> None:
    item = an_item(cast)
    voices = [a_voice(cast), a_voice(cast, speaker=FANG), a_voice(cast)]
    tie(voices, item, by=cast.officer, at=now)
    struck_off(cast, item)

    [debt] = debts_of(cast.officer, now.date())

    assert (debt.people, debt.whom) == (3, "方** 138****2210 等 3 位")


def test_filters_narrow(cast: Cast, now: datetime) -> None:
    a_debt(cast, days_ago=9, kind="livelihood")
    a_question(cast, kind="benefit")

    def found(**wanted: str) -> list[Owed]:
        return [one.what for one in debts_of(cast.officer, now.date(), wanted=Wanted(**wanted))]

    assert found(what="answer") == [Owed.ANSWER]
    assert found(light="red") == [Owed.TELL_DONE]
    assert found(kind="livelihood") == [Owed.TELL_DONE]
    assert found(words="党费") == [Owed.ANSWER]
    assert found(words="党费", light="red") == []


def test_who_hears_tells_who_owns_answers(cast: Cast, now: datetime) -> None:
    question = a_question(cast, by=cast.liaison, owner=cast.colleague)
    assert [one.what for one in debts_of(cast.colleague, now.date())] == [Owed.ANSWER]
    assert not debts_of(cast.liaison, now.date())

    an_answer(cast, question)

    assert [one.what for one in debts_of(cast.liaison, now.date())] == [Owed.TELL_ANSWER]
    assert not debts_of(cast.colleague, now.date())


def test_where_the_owner_left_the_head_owes_it(cast: Cast, now: datetime) -> None:
    a_question(cast, by=cast.colleague, owner=cast.colleague)
    assert not debts_of(cast.head, now.date())

    cast.colleague.left_on = now.date()
    cast.colleague.save()

    assert len(debts_of(cast.head, now.date())) == 1


def test_answers_that_lie_between_nobody_wait_for_the_head(cast: Cast, now: datetime) -> None:
    row = an_answer(cast, a_question(cast, by=cast.colleague, owner=cast.colleague))
    assert row.question.stage != QuestionStage.TOLD
    cast.colleague.left_on = now.date()
    cast.colleague.save()

    assert [one.what for one in debts_of(cast.head, now.date())] == [Owed.TELL_ANSWER]


def test_told_owes_nothing_not_solved_owes_again(cast: Cast, now: datetime) -> None:
    row = an_answer(cast)
    told(cast, row, solved="no")

    assert [one.what for one in debts_of(cast.officer, now.date())] == [Owed.ANSWER]


def test_today_names_each_with_its_one_action(cast: Cast, now: datetime) -> None:
    a_question(cast, speaker=FANG)
    an_answer(cast, a_question(cast))

    rows = {row.section: row for row in waiting_for(cast.officer, now.date())}

    assert (rows["questions"].action_label, rows["questions"].light_kind) == ("去答复", "green")
    assert rows["owed"].action_label == "去告诉"
    assert "13812342210" not in str(rows)


def test_the_page_keeps_its_filters_and_gives_the_file(cast: Cast, client_of: ClientOf) -> None:
    a_debt(cast, days_ago=9)
    a_question(cast, speaker=FANG)
    client = client_of(cast.officer)

    page = client.get("/service/owed/?what=answer").content.decode()

    assert "去答复" in page
    assert "去回话" not in page
    assert "/service/owed/file/?what=answer" in page
    file = b"".join(client.get("/service/owed/file/?what=answer&format=csv")).decode("utf-8-sig")
    assert "方** 138****2210" in file
    assert "13812342210" not in file
    assert len(file.strip().splitlines()) == 2


def test_the_office_only_for_its_head(cast: Cast, client_of: ClientOf) -> None:
    a_question(cast, by=cast.colleague, owner=cast.colleague)

    assert DUES[:10] in client_of(cast.head).get("/service/owed/?of=office").content.decode()
    assert DUES[:10] not in client_of(cast.officer).get("/service/owed/?of=office").content.decode()


@pytest.mark.parametrize("who", ["leader", "handler"])
def test_others_owe_nothing(cast: Cast, client_of: ClientOf, who: str) -> None:
    a_question(cast)

    assert "现在不欠谁的回话" in client_of(getattr(cast, who)).get(reverse("service:owed")).content.decode()


@pytest.mark.parametrize("debts", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, debts: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(debts):
        a_debt(cast, days_ago=n % 5)
        question = a_question(cast, at=clock.now() - timedelta(hours=n))
        if n % 2:
            an_answer(cast, question)
    client = client_of(cast.officer)
    client.get("/service/owed/")

    with django_assert_max_num_queries(28):  # type: ignore[attr-defined]
        client.get("/service/owed/")
