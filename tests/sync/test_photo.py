"""Photographs of a phone: one request each, sent again as a whole."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sanxin.fieldwork.models import VisitPhoto
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from tests.cast import Cast
from tests.fieldwork.test_visit_photo import picture
from tests.sync.phones import Phone, SignIn, recording


@pytest.fixture
def phone(cast: Cast, client_of: SignIn) -> Phone:
    return Phone(client_of(cast.officer))


def upload(phone: Phone, visit: str, **changes: Any) -> Any:
    fields = {"id": str(new_id()), "visit": visit, "born_at": clock.now().isoformat(), "photo": picture()}
    return phone.client.post("/sync/photos/", fields | changes)


def test_it_arrives_once(cast: Cast, phone: Phone) -> None:
    sent = recording(cast)
    phone.send(sent)
    known = str(new_id())

    first = upload(phone, sent["values"]["visit"], id=known).json()
    again = upload(phone, sent["values"]["visit"], id=known).json()

    assert (first["outcome"], again["outcome"]) == ("applied", "already")
    assert str(VisitPhoto.objects.get().id) == known


def test_before_its_visit_it_may_come_again(cast: Cast, phone: Phone) -> None:
    sent, known = recording(cast), str(new_id())

    early = upload(phone, sent["values"]["visit"], id=known).json()
    phone.send(sent)

    assert (early["outcome"], early["retry"]) == ("refused", True)
    assert upload(phone, sent["values"]["visit"], id=known).json()["outcome"] == "applied"


def test_the_same_id_with_another_picture_is_refused(cast: Cast, phone: Phone) -> None:
    sent, known = recording(cast), str(new_id())
    phone.send(sent)
    upload(phone, sent["values"]["visit"], id=known)

    other = SimpleUploadedFile("b.jpg", picture().read() + b" ", "image/jpeg")
    assert upload(phone, sent["values"]["visit"], id=known, photo=other).json()["code"] == "sync.id_taken"


def test_what_is_no_picture_is_refused_with_a_sentence(cast: Cast, phone: Phone) -> None:
    sent = recording(cast)
    phone.send(sent)
    bad = SimpleUploadedFile("b.jpg", b"words", "image/jpeg")

    answer = upload(phone, sent["values"]["visit"], photo=bad).json()

    assert (answer["outcome"], answer["retry"]) == ("refused", False)
    assert "b.jpg" in answer["sentence"]


def test_a_request_without_a_picture_or_an_id(cast: Cast, phone: Phone) -> None:
    assert upload(phone, "x").status_code == 400
    assert phone.client.post("/sync/photos/", {"id": str(new_id())}).status_code == 400
