"""Whoever spoke comes back and adds a sentence, a photograph or both."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from sanxin.kernel import clock
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.events import timeline
from sanxin.people.models import Person
from sanxin.public.actions import following
from sanxin.public.forms.ticket import ticket_for
from sanxin.public.models import Addition, VoiceReceipt
from sanxin.public.rules.saying import MOST_ADDITIONS
from tests.cast import Cast
from tests.public.builders import WORDS, a_receipt
from tests.service.builders import refused

ClientOf = Callable[[Person], Client]
WHERE = "Nikon of a neighbour"


def a_photo() -> SimpleUploadedFile:
    """With what a camera writes into it."""
    picture, file = Image.new("RGB", (60, 40), "#c9d6df"), io.BytesIO()
    exif = picture.getexif()
    exif[0x010F] = WHERE
    picture.save(file, "JPEG", exif=exif)
    assert WHERE.encode() in file.getvalue()
    return SimpleUploadedFile("IMG_20261119_0912.jpg", file.getvalue(), "image/jpeg")


def sent(receipt: VoiceReceipt, **typed: Any) -> Any:
    form = {"ticket": ticket_for(receipt), "id": str(uuid4()), "text": ""} | typed
    return Client().post("/s/follow/add/", form)


def test_words_and_a_photo(cast: Cast, client_of: ClientOf) -> None:
    receipt, _secret = a_receipt(cast)

    answer = sent(receipt, text="晚上更看不见", photo=a_photo())

    assert "补上了" in answer.text
    assert "您补了一张照片" in answer.text
    row = Addition.objects.select_related("photo").get()
    assert row.photo is not None
    assert row.photo.name == "photo.jpg"
    assert WHERE.encode() not in place_of(row.photo.sha256).read_bytes()
    receipt.voice.refresh_from_db()
    assert receipt.voice.text == f"{WORDS}\n\n补充：晚上更看不见"
    desk = client_of(cast.officer).get(f"/public/doors/{receipt.door_id}/").text
    assert f"/public/photos/added/{row.pk}/" in desk
    shown = client_of(cast.officer).get(f"/public/photos/added/{row.pk}/")
    assert shown.status_code == 200
    shown.close()


def test_a_photo_alone_leaves_the_words_as_they_were(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)

    sent(receipt, photo=a_photo())

    receipt.voice.refresh_from_db()
    assert receipt.voice.text == WORDS
    assert timeline(receipt.voice_id)[0].text == "本人在公开页上补了一张照片"


def test_the_photo_is_for_those_who_may_read_the_words(cast: Cast, client_of: ClientOf) -> None:
    receipt, _secret = a_receipt(cast)
    sent(receipt, photo=a_photo())
    page = f"/public/photos/added/{Addition.objects.get().pk}/"

    assert client_of(cast.stranger).get(page).status_code == 404
    assert client_of(cast.leader).get(page).status_code == 403
    assert Client().get(page).status_code in {302, 403}


def test_the_same_form_twice_adds_once(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    form = {"id": str(uuid4()), "text": "晚上更看不见"}
    for _click in range(2):
        assert sent(receipt, **form).status_code == 200

    receipt.voice.refresh_from_db()
    assert receipt.voice.text.count("晚上更看不见") == 1


def test_nothing_and_no_photograph_are_refused_and_the_words_stay(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)

    nothing = sent(receipt)
    text = sent(receipt, text="打了这些字", photo=SimpleUploadedFile("a.txt", b"words"))

    assert (nothing.status_code, text.status_code) == (422, 422)
    assert "写一句是什么事" in nothing.text
    assert "这不是照片" in text.text
    assert "打了这些字" in text.text
    assert "再选一次" in text.text
    assert not Addition.objects.exists()


def test_more_often_than_anybody_needs(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    Addition.objects.bulk_create(Addition(id=uuid4(), receipt=receipt, at=clock.now()) for _ in range(MOST_ADDITIONS))

    with refused("public.add.too_many"):
        following.add(receipt, addition_id=uuid4(), text="还有一句话", at=clock.now())
