"""Several departments asked in one go: all or none."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.actions.asking import Ask, ask_many
from sanxin.ledger.actions.contact_points import Point, set_point
from sanxin.ledger.models import Linkage
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import accepted, fresh
from tests.ledger.linked import key, water

DUE = date(2026, 11, 26)
ClientOf = Callable[[Person], Client]


def two(cast: Cast) -> list[Ask]:
    return [
        Ask(cast.transport, "哪天能开车", DUE, "运输科"),
        Ask(water(cast), "管子哪天接通", date(2026, 11, 30)),
    ]


def test_all_are_asked(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    ask_many(item, two(cast), by=cast.officer, at=now, seen=item.version)

    assert [str(row.unit) for row in item.linkages.all()] == ["市交通运输局", "市水利局"]
    assert fresh(item).unanswered == 2


def test_one_refusal_asks_nobody_and_names_the_line(cast: Cast, now: datetime) -> None:
    item = accepted(cast)
    twice = [*two(cast), Ask(cast.transport, "再问一次", DUE)]

    with pytest.raises(Refused) as refusal:
        ask_many(item, twice, by=cast.officer, at=now)

    assert (refusal.value.code, refusal.value.field) == ("ledger.linkage.still_open", "2-unit")
    assert not Linkage.objects.exists()


def test_nobody_too_many_overtaken_strangers(cast: Cast, now: datetime) -> None:
    item = accepted(cast)

    with pytest.raises(Refused) as nobody:
        ask_many(item, [], by=cast.officer, at=now)
    with pytest.raises(Refused) as many:
        ask_many(item, two(cast) * 4, by=cast.officer, at=now)
    with pytest.raises(Overtaken):
        ask_many(item, two(cast), by=cast.officer, at=now, seen=item.version - 1)
    with pytest.raises(NotAllowed):
        ask_many(item, two(cast), by=cast.handler, at=now)

    assert (nobody.value.code, many.value.code) == ("ledger.linkage.nobody", "ledger.linkage.many")


def page(item_id: object) -> str:
    return reverse("ledger:item_linkage", args=[item_id])


def test_the_page_asks_several_with_working_days_or_a_day(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item, bureau = accepted(cast), water(cast)
    told = {
        **key(),
        "seen": item.version,
        "unit": cast.transport.pk,
        "asks": "哪天能开车",
        "working_days": "5",
        "due_on": "",
        "2-unit": bureau.pk,
        "2-asks": "管子哪天接通",
        "2-working_days": "5",
        "2-due_on": "2026-12-04",
        "3-working_days": "5",
    }

    answer = client_of(cast.officer).post(page(item.pk), told)

    assert answer.status_code == 302
    assert [row.due_on for row in item.linkages.all()] == [date(2026, 11, 26), date(2026, 12, 4)]


def test_what_is_missing_in_a_line_is_said_beside_it(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    item, bureau = accepted(cast), water(cast)
    told = {**key(), "unit": cast.transport.pk, "asks": "哪天能开车", "working_days": "5"}

    client = client_of(cast.officer)
    half = client.post(page(item.pk), told | {"2-unit": bureau.pk, "2-working_days": "5"})
    nodate = client.post(page(item.pk), told | {"working_days": ""})
    same = client.post(page(item.pk), told | {"2-unit": cast.transport.pk, "2-asks": "又一件", "2-working_days": "3"})

    assert [answer.status_code for answer in (half, nodate, same)] == [422, 422, 422]
    assert "写几个工作日，或者写一个日子。" in nodate.text
    assert "上次请市交通运输局的还没答复" in same.text
    assert "又一件" in same.text
    assert not Linkage.objects.exists()


def test_units_without_an_account_are_named_and_contact_points_suggested(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    bureau = water(cast)
    set_point(Point(cast.village, bureau, "帮油茶基地接水", date(2026, 1, 1)), by=cast.officer, at=now)
    item = accepted(cast)

    text = client_of(cast.officer).get(page(item.pk)).text
    chosen = client_of(cast.officer).get(f"{page(item.pk)}?unit={bureau.pk}").text

    assert "市水利局（没有账号，要发链接）" in text
    assert "帮油茶基地接水" in text
    assert f'<option value="{bureau.pk}" selected>' in chosen
