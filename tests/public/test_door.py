"""Doors: opened, shut, opened again; the desk's pages and what strangers read of the office."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.people.models import Level
from sanxin.public.actions import doors
from sanxin.public.models import PublicDoor
from sanxin.public.queries.numbers import numbers_of
from sanxin.service.actions.replies import tell
from tests.cast import Cast, unit
from tests.conftest import NOW
from tests.public.builders import a_door, a_receipt
from tests.service.builders import a_debt, a_voice, refused


def test_a_code_for_each_village_and_its_sheet(cast: Cast, client_of: Callable[..., Client]) -> None:
    client = client_of(cast.officer)
    form = {"places": "洪岩镇 竹坑村\n洪岩镇 双溪村\n", "once": str(uuid4())}
    assert client.post("/public/doors/new/", form).status_code == 302

    first, second = PublicDoor.objects.order_by("place__path")
    assert (first.place, second.place, first.keeper) == (cast.village, cast.other_village, cast.officer)
    assert first.code != second.code
    assert [event.text for event in timeline(first.id)] == ["开了“有事您说”的码"]
    listed = client.get("/public/doors/").content.decode()
    assert first.code in listed
    sheet = client.get(f"/public/doors/{first.pk}/sheet/").content.decode()
    assert f"http://testserver/s/{first.code}/" in sheet
    assert client.get(f"/public/doors/{first.pk}/qr.svg").content.startswith(b"<?xml")
    file = client.get("/public/doors/file/")
    assert file.getvalue().startswith(b"PK")
    file.close()


def test_shut_and_opened_again_by_whoever_listens_then(cast: Cast, client_of: Callable[..., Client]) -> None:
    door, client = a_door(cast), client_of(cast.colleague)
    for seen, to in ((1, "closed"), (2, "open")):
        client.post(f"/public/doors/{door.pk}/turn/", {"seen": seen, "to": to, "once": str(uuid4())})

    door.refresh_from_db()
    assert (door.is_open, door.keeper, door.version) == (True, cast.colleague, 3)
    assert len(timeline(door.id)) == 3


def test_refused(cast: Cast) -> None:
    door = a_door(cast)
    at = clock.now()
    with refused("public.door.known"):
        a_door(cast)
    with refused("public.door.not_desk", NotAllowed):
        a_door(cast, by=cast.leader, place=None)
    with refused("public.door.not_desk", NotAllowed):
        doors.close_door(door, seen=1, by=cast.stranger, at=at)
    with refused("public.door.overtaken", Overtaken):
        doors.close_door(door, seen=0, by=cast.officer, at=at)
    with refused("public.door.same"):
        doors.reopen_door(door, seen=1, by=cast.officer, at=at)
    with refused("public.door.too_many"):
        doors.open_doors(cast.department, places=[cast.village] * 101, by=cast.officer, at=at)


def test_one_that_is_known_keeps_the_others_from_being_opened(cast: Cast, client_of: Callable[..., Client]) -> None:
    a_door(cast)
    form = {"places": "洪岩镇 双溪村\n洪岩镇 竹坑村", "once": str(uuid4())}
    answer = client_of(cast.officer).post("/public/doors/new/", form)

    assert answer.status_code == 422
    assert PublicDoor.objects.count() == 1
    wrong = client_of(cast.officer).post("/public/doors/new/", {"places": "竹坑镇", "once": str(uuid4())})
    assert "没有找到“竹坑镇”" in wrong.content.decode()


def test_who_sees_what(cast: Cast, client_of: Callable[..., Client]) -> None:
    door = a_door(cast)
    receipt, _secret = a_receipt(cast, door=door)
    page = f"/public/doors/{door.pk}/"
    assert receipt.voice.heading in client_of(cast.colleague).get(page).content.decode()
    led = client_of(cast.leader).get(page)
    assert led.status_code == 200
    assert receipt.voice.heading not in led.content.decode()
    assert client_of(cast.stranger).get(page).status_code == 404
    assert client_of(cast.auditor).get(page).status_code == 403
    assert client_of(cast.colleague).get(f"/public/photos/{receipt.pk}/").status_code == 404


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same(
    cast: Cast, client_of: Callable[..., Client], django_assert_max_num_queries: Any, count: int
) -> None:
    for number in range(count):
        place = unit(f"3602811063{number:02}", f"村{number}", Level.VILLAGE, cast.town)
        a_door(cast, place=place)
    client = client_of(cast.officer)
    client.get("/public/doors/")
    with django_assert_max_num_queries(14):
        assert client.get("/public/doors/").status_code == 200


def test_the_office_s_own_numbers_hide_what_is_small_and_old(cast: Cast) -> None:
    voices, strike = a_debt(cast, voices=6)
    for voice in voices[:5]:
        tell(voice, strike, by=cast.officer, words="通了", channel="visit", solved="yes", at=clock.now())
    a_voice(cast, at=NOW - timedelta(days=400))

    assert [one.value for one in numbers_of(cast.department.id, NOW)] == [6, None, 5, 5]
    assert [one.value for one in numbers_of(cast.transport.id, NOW)] == [0, 0, 0, 0]
    tell(voices[5], strike, by=cast.officer, words="通了", channel="visit", solved="no", at=clock.now())
    assert [one.value for one in numbers_of(cast.department.id, NOW)] == [6, 0, 6, 0]


def test_a_small_number_is_not_said_to_strangers(cast: Cast) -> None:
    door = a_door(cast)
    a_receipt(cast, door=door)

    assert "少于 5" in Client().get(f"/s/{door.code}/").content.decode()
    assert numbers_of(cast.department.id, NOW)[0].value is None


def test_one_address_is_slowed_down(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from sanxin.kernel.http.strangers import StrangerLimiter
    from sanxin.public.views import at_door

    monkeypatch.setattr(at_door, "limiter", StrangerLimiter())
    monkeypatch.setattr(at_door, "MOST_SENT", 2)
    door, client = a_door(cast), Client()
    answers = [client.post(f"/s/{door.code}/", {}).status_code for _turn in range(3)]
    assert answers == [200, 200, 429]


def test_both_languages(cast: Cast) -> None:
    door = a_door(cast)
    page = Client(headers={"accept-language": "en"}).get(f"/s/{door.code}/").content.decode()
    assert "Daily life" in page
