"""One village: what happened with it, as far as somebody may see it."""

from typing import Any

import pytest

from sanxin.fieldwork.actions import promises
from sanxin.kernel import clock
from tests.cast import Cast
from tests.fieldwork.visit_builders import HOUSEHOLD, LEAK, NOTE, PRAISE, QUESTION, a_visit
from tests.service.builders import a_debt
from tests.sync.phones import SignIn


def page_of(cast: Cast, client_of: SignIn, who: str) -> str:
    answer = client_of(getattr(cast, who)).get(f"/fieldwork/villages/{cast.village.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_in_one_place(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, LEAK, QUESTION, PRAISE, household=HOUSEHOLD, note=NOTE)
    a_debt(cast)

    page = page_of(cast, client_of, "officer")

    for words in ("去了村里", PRAISE.text, "欠回话", "立项 2026-0001", "竹坑村至镇区班车停运", "答应过的话："):
        assert words in page
    assert HOUSEHOLD not in page
    assert NOTE not in page


def test_a_kept_promise_is_no_debt(cast: Cast, client_of: SignIn) -> None:
    line = a_visit(cast, QUESTION).lines.get()
    promises.keep(line, words="能办。", by=cast.officer, at=clock.now())

    page = page_of(cast, client_of, "officer")

    assert "答应过，已回" in page
    assert "欠回话" not in page


def test_each_reads_what_they_may(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, LEAK, PRAISE)

    leader = page_of(cast, client_of, "leader")
    assert "立项 2026-0001" in leader
    assert PRAISE.text not in leader
    assert "去了村里" not in leader
    assert "还没有您看得到的记录" in page_of(cast, client_of, "handler")
    colleague = page_of(cast, client_of, "colleague")
    assert PRAISE.text in colleague  # the office's voices
    assert "去了村里" not in colleague


def test_a_village_of_another_county_is_not_there(cast: Cast, client_of: SignIn) -> None:
    assert client_of(cast.stranger).get(f"/fieldwork/villages/{cast.village.pk}/").status_code == 404


def test_what_to_know_beforehand_is_kept_by_nobody(cast: Cast, client_of: SignIn) -> None:
    a_visit(cast, LEAK)

    answer = client_of(cast.officer).get(f"/fieldwork/villages/{cast.village.pk}/prepare/")

    assert "未了的事：" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("many", [3, 30])
def test_the_page_asks_the_same_number_of_questions(
    cast: Cast, client_of: SignIn, many: int, django_assert_num_queries: Any
) -> None:
    for n in range(many):
        a_visit(cast, QUESTION, LEAK, days_ago=n)
    client = client_of(cast.officer)
    client.get(f"/fieldwork/villages/{cast.village.pk}/")

    with django_assert_num_queries(18):
        client.get(f"/fieldwork/villages/{cast.village.pk}/")
