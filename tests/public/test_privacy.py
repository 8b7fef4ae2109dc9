"""Nothing of other people stands on any page a stranger can open; nothing of anybody in what is kept about it."""

from typing import Any
from uuid import uuid4

from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.models import Event
from sanxin.public.forms.ticket import ticket_for
from sanxin.public.models import VoiceReceipt
from sanxin.service.actions.links import tie
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.public.builders import a_door, a_receipt, opened
from tests.public.bulletin_builders import published
from tests.service.builders import FANG, a_voice, an_item, struck_off
from tests.service.member_builders import NEED, a_member

OTHERS = "我家儿子的工钱一直没有结。"
MINE = "村口的路灯坏了三个月。"


def _two_who_spoke(cast: Cast) -> tuple[Any, VoiceReceipt, str, VoiceReceipt]:
    """Both behind one item that is struck off; others spoke on a visit, and a member is on the list."""
    door = a_door(cast)
    mine, secret = a_receipt(cast, door=door, text=MINE)
    other, _secret = a_receipt(cast, door=door, text=OTHERS, name="占水根", phone="13979812345")
    heard = a_voice(cast, speaker=FANG)
    a_member(cast)
    item = an_item(cast)
    tie([mine.voice, other.voice, heard], item, by=cast.officer, at=clock.now())
    struck_off(cast, item)
    return door, mine, secret, other


def test_no_page_shows_what_others_said_or_who_they_are(cast: Cast) -> None:
    door, mine, secret, other = _two_who_spoke(cast)
    published(cast)
    client = Client()

    pages = [
        client.get(f"/s/{door.code}/").text,
        client.get(f"/s/{door.code}/news/").text,
        client.get(f"/s/{door.code}/news/2026-1/").text,
        client.get("/s/follow/").text,
        opened(client, mine, secret).text,
    ]

    told = [OTHERS, MINE, NEED, "占水根", "13979812345", "方茂林", "13812342210", other.number, other.number_shown]
    told += [voice.text for voice in Voice.objects.all()] + [person.name for person in cast.everybody()]
    assert [(number, words) for number, page in enumerate(pages) for words in told if words in page] == []


def test_what_belongs_to_somebody_else_is_not_there(cast: Cast) -> None:
    _door, mine, _secret, other = _two_who_spoke(cast)
    elsewhere = struck_off(cast, an_item(cast, title="别人的事"))
    client, ticket = Client(), ticket_for(mine)

    answer = client.post(f"/s/follow/answer/{elsewhere.pk}/", {"ticket": ticket, "solved": "no", "missing": "x"})
    nobody = client.post(f"/s/follow/answer/{uuid4()}/", {"ticket": ticket, "solved": "no", "missing": "x"})
    forged = client.post("/s/follow/add/", {"ticket": str(other.pk), "id": str(uuid4()), "text": "写到别人那里"})

    assert (answer.status_code, nobody.status_code) == (404, 404)
    assert "请再打一遍查询号和口令" in forged.text
    assert not other.additions.exists()
    for path in ("/s/follow/add/", f"/public/photos/{other.pk}/", f"/public/doors/{other.door_id}/"):
        assert client.get(path).status_code in {302, 403, 405}


def test_another_s_number_with_one_s_own_secret_opens_nothing(cast: Cast) -> None:
    _door, _mine, secret, other = _two_who_spoke(cast)

    answer = opened(Client(), other, secret)

    assert answer.status_code == 422
    assert other.number not in answer.text.replace(other.number_shown, "")
    assert "查询号或口令不对" in answer.text


def test_no_event_says_who_or_what(cast: Cast) -> None:
    _two_who_spoke(cast)
    published(cast)

    kept = " ".join(str(event.facts) + event.text for event in Event.objects.all())

    for words in (OTHERS, MINE, NEED, "占水根", "13979812345", "方茂林"):
        assert words not in kept
