"""Correcting what an item is about."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel import search
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.actions.edits import edit_item
from sanxin.people.models import Person
from tests.cast import Cast
from tests.ledger.builders import fresh, item_for, struck_off


def test_facts_are_changed_and_found_anew(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    edit_item(item, by=cast.officer, seen=1, at=now, title="竹坑线班车停运", cost="一年 9.6 万元")

    item = fresh(item)
    assert (item.title, item.cost, item.version) == ("竹坑线班车停运", "一年 9.6 万元", 2)
    assert timeline(item.id)[0].text == "改了事项、费用"
    assert search.find(cast.officer, "竹坑线班车", kinds=["ledger.item"])


def test_nothing_changed_writes_nothing(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    edit_item(item, by=cast.officer, seen=1, at=now, title=item.title)

    assert (fresh(item).version, len(timeline(item.id))) == (1, 1)


def test_the_second_of_two_is_told(cast: Cast, now: datetime) -> None:
    item = item_for(cast)
    edit_item(item, by=cast.head, seen=1, at=now, title="竹坑班车")

    with pytest.raises(Overtaken, match="徐建平 刚刚改过这件：改了事项"):
        edit_item(item, by=cast.officer, seen=1, at=now, title="班车")

    assert fresh(item).title == "竹坑班车"


def test_the_form_shows_what_stands_and_keeps_what_was_typed(
    cast: Cast, now: datetime, client_of: Callable[[Person], Client]
) -> None:
    item = item_for(cast, detail="停了两班")
    edit_item(item, by=cast.head, seen=1, at=now, detail="停了三班", place=cast.other_village)
    client, address = client_of(cast.officer), reverse("ledger:item_edit", args=[item.pk])
    mine = {"title": item.title, "detail": "停了四班", "place": str(cast.village.pk)}

    told = client.post(address, mine | {"once": str(new_id()), "seen": "1"})

    assert told.status_code == 409, told.context["form"].errors
    assert [(one["label"], one["value"]) for one in told.context["stands"]] == [
        ("情况", "停了三班"),
        ("哪里", "洪岩镇 双溪村"),
    ]
    assert "停了四班" in told.text
    client.post(address, mine | {"once": str(new_id()), "seen": str(told.context["form"]["seen"].value())})
    assert fresh(item).detail == "停了四班"


def test_colleagues_do_not_and_nobody_after_strike_off(cast: Cast, now: datetime) -> None:
    item = item_for(cast)
    with pytest.raises(NotAllowed):
        edit_item(item, by=cast.colleague, seen=1, at=now, title="班车")
    ended = fresh(struck_off(cast).item)
    with pytest.raises(Refused) as refusal:
        edit_item(ended, by=cast.officer, seen=ended.version, at=now, title="班车")

    assert refusal.value.code == "ledger.item.struck_off"


def test_a_title_stays_and_the_owner_does_not_verify(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    with pytest.raises(Refused) as empty:
        edit_item(item, by=cast.officer, seen=1, at=now, title=" ")
    with pytest.raises(Refused) as own:
        edit_item(item, by=cast.head, seen=1, at=now, verifier=cast.officer)

    assert (empty.value.field, own.value.field) == ("title", "verifier")


def test_other_fields_have_verbs_of_their_own(cast: Cast, now: datetime) -> None:
    with pytest.raises(TypeError):
        edit_item(item_for(cast), by=cast.officer, seen=1, at=now, due_on=now.date())


def test_owners_do_not_choose_who_verifies(cast: Cast, now: datetime) -> None:
    item = item_for(cast)

    with pytest.raises(NotAllowed) as refusal:
        edit_item(item, by=cast.officer, seen=1, at=now, verifier=cast.colleague)
    edit_item(item, by=cast.head, seen=1, at=now, verifier=cast.colleague)

    assert refusal.value.code == "ledger.verifier.own_item"
    assert fresh(item).verifier == cast.colleague
