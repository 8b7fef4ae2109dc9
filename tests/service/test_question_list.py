"""Questions as a list: how such a thing was answered before is found again, and taken along as a file."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.actions.questions import drop
from sanxin.service.queries.question_lists import Sought, lines_of, questions_of
from tests.cast import Cast
from tests.service.builders import FANG, an_item
from tests.service.question_builders import DUES, REPLY, a_question, an_answer, told

ClientOf = Callable[[Person], Client]
LIST, FILE = "/service/questions/", "/service/questions/file/"
PENSION = "老党员的生活补助什么时候发？"


def found(cast: Cast, **sought: object) -> list[str]:
    rows = questions_of(cast.officer, Sought(**sought))  # type: ignore[arg-type]
    return [line.question.voice.text for line in lines_of(rows)]


def test_answered_ones_come_first_of_all_the_newest_on_top(cast: Cast, now: datetime) -> None:
    a_question(cast, text="还没有人答")
    told(
        cast,
        an_answer(cast, a_question(cast, text=PENSION), at=now - timedelta(days=3)),
        solved="partly",
        unsolved="钱",
    )
    an_answer(cast)

    assert found(cast) == [DUES, PENSION]
    assert found(cast, state="told") == [PENSION]
    assert found(cast, state="untold") == [DUES]
    assert found(cast, state="open") == ["还没有人答"]
    assert len(found(cast, state="all")) == 3


def test_what_an_item_answers_and_what_was_let_go_have_their_own_place(cast: Cast, now: datetime) -> None:
    raised, dropped = a_question(cast), a_question(cast, text=PENSION)
    tie([raised.voice], an_item(cast), by=cast.officer, at=now)
    drop(dropped, reason="不是提问", seen=1, by=cast.officer, at=now)

    assert (found(cast, state="item"), found(cast, state="dropped")) == ([DUES], [PENSION])
    assert found(cast, state="open") == []


@pytest.mark.parametrize(
    ("sought", "texts"),
    [
        ({"words": "补助"}, [PENSION]),
        ({"words": "收费码"}, [PENSION]),  # stands in the answer alone
        ({"words": "补助 党费"}, []),
        ({"kind": "benefit"}, [PENSION]),
        ({"owner": "lp002"}, [PENSION]),
        ({"solved": "yes"}, [PENSION]),
        ({"solved": "not_asked"}, []),
    ],
)
def test_filters_narrow(cast: Cast, now: datetime, sought: dict[str, str], texts: list[str]) -> None:
    an_answer(cast)
    question = a_question(cast, text=PENSION, kind="benefit", owner=cast.colleague)
    told(cast, an_answer(cast, question, text="扫收费码上面的字"), solved="yes")

    assert found(cast, **sought) == texts


def test_days_are_those_of_the_answer(cast: Cast, now: datetime) -> None:
    an_answer(cast, at=now - timedelta(days=3))
    day = now.date()

    assert found(cast, since=day - timedelta(days=3), until=day - timedelta(days=3)) == [DUES]
    assert found(cast, since=day - timedelta(days=2)) == []
    assert found(cast, until=day - timedelta(days=4)) == []


def test_the_page_keeps_its_filters_and_gives_the_file(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    told(cast, an_answer(cast, a_question(cast, text=PENSION, speaker=FANG)), solved="partly", unsolved="上半年的")
    an_answer(cast)
    client = client_of(cast.officer)

    page = client.get(LIST, {"q": "补助"}).content.decode()
    rows = b"".join(client.get(FILE, {"q": "补助", "format": "csv"})).decode("utf-8-sig")

    assert PENSION in page
    assert DUES[:10] not in page
    assert "/service/questions/file/?q=" in page
    assert len(rows.strip().splitlines()) == 2
    for part in (PENSION, REPLY, "第五条", "解决了一部分", "上半年的", "程晓岚"):
        assert part in rows
    assert "方茂林" not in page + rows
    assert "1381234" not in page + rows


@pytest.mark.parametrize("state", ["", "told", "untold", "open", "item", "dropped", "all"])
def test_every_tab_opens_whatever_has_come_of_a_question(
    cast: Cast, client_of: ClientOf, now: datetime, state: str
) -> None:
    told(cast, an_answer(cast), solved="no")
    raised, dropped = a_question(cast), a_question(cast, text=PENSION)
    tie([raised.voice], an_item(cast), by=cast.officer, at=now)
    drop(dropped, reason="不是提问", seen=1, by=cast.officer, at=now)
    an_answer(cast, a_question(cast))
    told(cast, an_answer(cast, a_question(cast)))
    client = client_of(cast.officer)

    assert client.get(LIST, {"state": state}).status_code == 200
    assert b"".join(client.get(FILE, {"state": state, "format": "csv"}))


@pytest.mark.parametrize("query", ["?state=nonsense", "?since=yesterday&kind=none&owner=x&solved=x", "?page=99"])
def test_filters_nobody_understands_ask_for_nothing(cast: Cast, client_of: ClientOf, now: datetime, query: str) -> None:
    an_answer(cast)

    assert DUES[:10] in client_of(cast.officer).get(f"{LIST}{query}").content.decode()


def test_an_empty_list_teaches(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    assert "还没有人问过" in client_of(cast.officer).get(LIST).content.decode()

    a_question(cast)
    assert "这一栏现在没有" in client_of(cast.officer).get(LIST).content.decode()
    assert "放宽一两个条件" in client_of(cast.officer).get(LIST, {"q": "无"}).content.decode()


def test_a_liaison_finds_those_they_noted_others_are_refused(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    an_answer(cast)
    an_answer(cast, a_question(cast, text=PENSION, by=cast.liaison))

    page = client_of(cast.liaison).get(LIST).content.decode()

    assert PENSION in page
    assert DUES[:10] not in page
    assert client_of(cast.leader).get(LIST).status_code == 403
    assert DUES[:10] not in client_of(cast.stranger).get(LIST).content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, rows: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(rows):
        told(cast, an_answer(cast, a_question(cast, at=clock.now() - timedelta(hours=n))))
    client = client_of(cast.officer)
    client.get(LIST)

    with django_assert_max_num_queries(22):  # type: ignore[attr-defined]
        client.get(LIST)
