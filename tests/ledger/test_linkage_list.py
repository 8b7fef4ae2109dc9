"""All departments that were asked, over all items."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sanxin.kernel import clock
from sanxin.ledger.actions import linkage_extensions, linkages
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, linkage_of
from tests.ledger.linked import asked_water, linked, water

ClientOf = Callable[[Person], Client]
PAGE, FILE = reverse("ledger:linkages"), reverse("ledger:linkages_file")


def test_each_stands_under_its_state(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    answered = linkage_of(accepted(cast), cast, asks="答复了的事")
    linkages.answer_linkage(answered, by=cast.handler, account="好", at=now)
    back = linkage_of(accepted(cast), cast, asks="退回的事")
    linkages.hand_back_linkage(back, by=cast.handler, reason="不归", at=now)
    time = linkage_of(accepted(cast), cast, asks="想延期的事")
    linkages.accept_linkage(time, by=cast.handler, at=now)
    later = date(2026, 12, 1)
    linkage_extensions.ask_for_time(time, by=cast.handler, wanted_on=later, reason="等", at=now)
    asked_water(cast, asks="水利局的事", due_on=later)

    def shown(state: str) -> set[str]:
        return {line.linkage.asks for line in client.get(f"{PAGE}?state={state}").context["lines"]}

    with clock.frozen(now + timedelta(days=7)):
        client = client_of(cast.officer)
        assert shown("open") == {"想延期的事", "水利局的事"}
        assert shown("late") == {"想延期的事"}
        assert shown("time") == {"想延期的事"}
        assert shown("answered") == {"答复了的事"}
        assert shown("back") == {"退回的事"}
        assert len(shown("all")) == 4
        assert [tab["count"] for tab in client.get(PAGE).context["tabs"]] == [2, 1, 1, 1, 1, 4]
        text = client.get(PAGE).text
    assert "想延期，等定" in text
    assert "还没接" in text


def test_department_words_and_mine_narrow_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage_of(accepted(cast), cast, asks="开车")
    asked_water(cast, asks="接水")
    client = client_of(cast.colleague)

    def shown(query: str) -> list[str]:
        return [line.linkage.asks for line in client.get(f"{PAGE}?{query}").context["lines"]]

    assert shown(f"unit={water(cast).pk}") == ["接水"]
    assert shown("q=开车") == ["开车"]
    assert shown("mine=on") == []
    assert shown("unit=nonsense") == []
    assert shown("sort=-due&state=nonsense") == ["接水", "开车"]


def test_everybody_sees_their_own(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkage_of(accepted(cast), cast)

    assert len(client_of(cast.handler).get(PAGE).context["lines"]) == 1
    assert "还没有请过哪个单位" in client_of(cast.stranger).get(PAGE).text
    assert client_of(cast.administrator).get(PAGE).status_code == 403


@pytest.mark.parametrize("route", [PAGE, FILE])
def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime, client_of: ClientOf, route: str) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            linkages.answer_linkage(linkage_of(accepted(cast), cast), by=cast.handler, account="好", at=now)
            issued = linked(cast)
            linkages.accept_linkage(issued.link.linkage, by=issued.link, at=now)

    client = client_of(cast.officer)
    fill(3)
    b"".join(client.get(f"{route}?state=all"))
    with CaptureQueriesContext(connection) as few:
        b"".join(client.get(f"{route}?state=all"))
    fill(12)
    with CaptureQueriesContext(connection) as many:
        b"".join(client.get(f"{route}?state=all"))

    assert len(many) == len(few)


def test_the_file_holds_the_same(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    linkages.answer_linkage(
        linkage_of(accepted(cast), cast, asks="哪天能开车"), by=cast.handler, account="下周一", at=now
    )

    file = b"".join(client_of(cast.officer).get(f"{FILE}?state=answered"))
    cells = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()

    row = cells[-1]
    assert "哪天能开车" in row
    assert "下周一" in row
