"""Say something at a door: through the pages, then what the verb refuses."""

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.public.actions import doors, saying
from sanxin.public.models import PublicDoor, VoiceReceipt
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.conftest import NOW
from tests.public.builders import WORDS, a_door, a_receipt, said
from tests.service.builders import refused


def stamp(answer: Any) -> str:
    value: str = answer.context["so"].stamp
    return value


def walked(door: PublicDoor, client: Client, **contact: str) -> Any:
    """To the last page, as a person walks."""
    page = client.get(f"/s/{door.code}/")
    steps: list[tuple[str, dict[str, str]]] = [
        ("kind", {"kind": "livelihood"}),
        ("text", {"text": WORDS}),
        ("contact", contact),
    ]
    for step, typed in steps:
        page = client.post(f"/s/{door.code}/", {"so": stamp(page), "step": step, "next": "1"} | typed)
        assert page.status_code == 200
    return page


def test_one_question_a_page_then_number_and_secret(cast: Cast) -> None:
    door, client = a_door(cast), Client()
    last = walked(door, client, phone="13812342210", name="方茂林")
    assert WORDS in last.content.decode()

    with clock.frozen(NOW + timedelta(minutes=2)):
        answer = client.post(f"/s/{door.code}/", {"so": stamp(last), "step": "check", "home_page": ""})

    receipt = VoiceReceipt.objects.select_related("voice__contact").get()
    shown = answer.content.decode()
    assert receipt.number_shown in shown
    assert answer.context["secret"] in shown
    voice = receipt.voice
    assert (voice.text, voice.source, voice.kind) == (WORDS, "public", "livelihood")
    assert (voice.office, voice.place, voice.heard_by) == (cast.department, cast.village, cast.officer)
    assert voice.contact.phone == "13812342210"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_nothing_of_who_or_what_stands_in_the_event_and_the_secret_nowhere(cast: Cast) -> None:
    receipt, secret = a_receipt(cast, phone="13812342210", name="方茂林")

    told = [str(event.facts) for event in Event.objects.all()]
    assert not [words for words in told if "138" in words or "方" in words or "路灯" in words]
    assert "从公开页收到" in [event.text for event in timeline(receipt.voice_id)]
    assert secret not in str(VoiceReceipt.objects.values().get())
    assert receipt.secret_hash.startswith("argon2")


def test_the_same_form_twice_is_one_voice_and_the_same_answer(cast: Cast) -> None:
    door, form = a_door(cast), said()
    first = saying.say(door, form, at=clock.now())
    again = saying.say(door, form, at=clock.now())

    assert again == first
    assert Voice.objects.count() == 1
    assert replace(form).secret == form.secret


def test_the_form_changed_after_it_was_sent_is_refused(cast: Cast) -> None:
    door, form = a_door(cast), said()
    saying.say(door, form, at=clock.now())

    with refused("public.say.changed"):
        saying.say(door, replace(form, text="还有水管也坏了。"), at=clock.now())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": ""}, "public.say.kind"),
        ({"text": " 。"}, "public.say.empty"),
        ({"text": "路" * 2001}, "public.say.long"),
        ({"phone": "abc"}, "public.say.phone"),
        ({"name": "方茂林"}, "public.say.name_alone"),
        ({"phone": "13812342210", "name": "方" * 41}, "public.say.name"),
        ({"unseen": "http://x"}, "public.say.unseen"),
        ({"opened_at": NOW - timedelta(seconds=1)}, "public.say.hasty"),
    ],
)
def test_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    door = a_door(cast)

    with refused(code):
        saying.say(door, said(**changes), at=clock.now())

    assert not Voice.objects.exists()


def test_the_same_words_within_minutes_are_refused_and_later_taken(cast: Cast) -> None:
    door = a_door(cast)
    saying.say(door, said(), at=clock.now())

    with refused("public.say.recent"):
        saying.say(door, said(text=WORDS.replace("，", " ")), at=clock.now())

    later = NOW + timedelta(minutes=11)
    saying.say(door, said(), at=later)
    assert Voice.objects.count() == 2


def test_a_door_shut_takes_nothing_and_says_so(cast: Cast) -> None:
    door = a_door(cast)
    doors.close_door(door, seen=1, by=cast.officer, at=clock.now())
    door.refresh_from_db()

    with refused("public.door.closed"):
        saying.say(door, said(), at=clock.now())
    assert "这个码停了" in Client().get(f"/s/{door.code}/").content.decode()


def test_a_photo_is_drawn_anew_and_a_text_is_none(cast: Cast) -> None:
    file = io.BytesIO()
    Image.new("RGB", (60, 40), "#c9d6df").save(file, "JPEG")
    picture = SimpleUploadedFile("IMG_20261119_0912.jpg", file.getvalue())
    receipt = saying.say(a_door(cast), said(), photo=picture, at=clock.now())
    assert receipt.photo is not None
    assert receipt.photo.name == "photo.jpg"

    with refused("public.say.no_picture"):
        text = SimpleUploadedFile("a.txt", b"words")
        saying.say(a_door(cast, place=None), said(), photo=text, at=clock.now())


def test_whoever_left_the_desk_is_stood_in_for_and_nobody_is_said(cast: Cast) -> None:
    door = a_door(cast)
    cast.officer.posts.update(until=NOW.date() - timedelta(days=1))
    assert saying.say(door, said(), at=clock.now()).voice.heard_by == cast.head

    for person in (cast.colleague, cast.head):
        person.posts.update(until=NOW.date() - timedelta(days=1))
    with refused("public.nobody"):
        saying.say(door, said(text="水也停了两天了"), at=clock.now())


def test_pages_refuse_in_words(cast: Cast) -> None:
    door, client = a_door(cast), Client()
    page = client.get(f"/s/{door.code}/")
    nothing = client.post(f"/s/{door.code}/", {"so": stamp(page), "step": "kind"})
    assert (nothing.status_code, nothing.context["refusal"].code) == (422, "public.say.kind")
    tampered = client.post(f"/s/{door.code}/", {"so": stamp(page) + "x", "step": "text", "text": WORDS})
    assert "从头再来" in tampered.content.decode()
    assert client.get("/s/nosuchxx/").status_code == 404
    back = client.post(f"/s/{door.code}/", {"so": stamp(page), "step": "text", "text": WORDS, "back": "1"})
    assert back.context["step"] == "kind"
    assert back.context["so"].text == WORDS
