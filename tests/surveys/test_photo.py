"""A photograph handed in with an answer: the picture and nothing else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sanxin.kernel import clock
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.models import Attachment
from sanxin.people.models import Person
from sanxin.surveys.actions import answering, photos
from sanxin.surveys.models import Link, Response, ResponseDraft, ResponsePhoto
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import a_link

ClientOf = Callable[[Person], Client]


def picture(name: str = "IMG_20261119_093000.jpg", colour: str = "red") -> SimpleUploadedFile:
    """As a phone makes it: camera, hour and place inside."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x0110], exif[0x9003] = "Phone 12", "2026:11:19 09:30:00"
    Image.new("RGB", (40, 30), colour).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def link(cast: Cast) -> Link:
    return a_link(cast)


def sent_with_photo(link: Link) -> ResponsePhoto:
    client, token = Client(), uuid4()
    answering.keep(link, token, {"who": ["old"]}, at=clock.now())
    client.post(f"/q/{link.code}/{token}/4/", {"asked": ["photo"], "photo": picture()})
    return ResponsePhoto.objects.get()


def test_the_picture_stays_what_the_camera_knew_goes(link: Link) -> None:
    photo = sent_with_photo(link)

    stored = place_of(photo.sha256)
    assert Response.objects.get().answers["photo"] == str(photo.token)
    assert photo.response == Response.objects.get()
    with Image.open(stored) as opened:
        assert not dict(opened.getexif())
    assert b"Phone 12" not in stored.read_bytes()
    assert not Attachment.objects.exists()


def test_the_file_does_not_say_when(link: Link, now: datetime) -> None:
    stored = place_of(sent_with_photo(link).sha256)

    assert datetime.fromtimestamp(stored.stat().st_mtime, now.tzinfo).strftime("%H:%M:%S") == "12:00:00"


def test_what_is_no_picture_comes_back_with_a_sentence(link: Link) -> None:
    client, token = Client(), uuid4()
    answering.keep(link, token, {"who": ["old"]}, at=clock.now())
    upload = SimpleUploadedFile("notes.txt", "路坏了".encode())

    answer = client.post(f"/q/{link.code}/{token}/4/", {"asked": ["photo"], "photo": upload})

    assert answer.status_code == 422
    assert "这不是照片" in answer.content.decode()
    assert not ResponsePhoto.objects.exists()


def test_a_picture_can_be_taken_out_again(link: Link) -> None:
    client, token = Client(), uuid4()
    answering.keep(link, token, {"who": ["old"], "photo": [str(uuid4())]}, at=clock.now())

    client.post(f"/q/{link.code}/{token}/4/", {"asked": ["photo"], "remove-photo": "1", "back": "1"})

    assert "photo" not in ResponseDraft.objects.get().answers


def test_a_picture_nobody_handed_in_is_no_answer(link: Link) -> None:
    answering.send(link, uuid4(), {"who": ["old"], "photo": [str(uuid4())]}, at=clock.now())

    assert Response.objects.get().answers == {"who": "old"}


def test_one_picture_belongs_to_one_answer(link: Link, now: datetime) -> None:
    token = str(photos.keep(picture(), link, at=now).token)
    for _ in range(2):
        answering.send(link, uuid4(), {"who": ["old"], "photo": [token]}, at=now)

    assert sorted("photo" in one.answers for one in Response.objects.all()) == [False, True]


def test_pictures_whose_answers_never_came_are_forgotten(link: Link, now: datetime) -> None:
    left = photos.keep(picture(colour="blue"), link, at=now)
    kept = place_of(left.sha256)
    assert kept.exists()

    photos.keep(picture(colour="green"), link, at=now + timedelta(days=1))

    assert not ResponsePhoto.objects.filter(pk=left.pk).exists()
    assert not Path(kept).exists()


def test_a_file_something_else_shows_stays(link: Link, cast: Cast, now: datetime) -> None:
    left = photos.keep(picture(colour="blue"), link, at=now)
    Attachment.objects.create(sha256=left.sha256, name="a.jpg", content_type="image/jpeg", size=1, kept_at=now)

    photos.keep(picture(colour="green"), link, at=now + timedelta(days=1))

    assert place_of(left.sha256).exists()


def test_a_prankster_does_not_fill_the_disk(link: Link, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_WAITING", 1)
    photos.keep(picture(), link, at=now)

    with refused("surveys.photo.too_many"):
        photos.keep(picture(colour="blue"), link, at=now)


def test_the_desk_sees_it_others_do_not(link: Link, cast: Cast, client_of: ClientOf) -> None:
    address = reverse("surveys:photo", args=[sent_with_photo(link).token])

    answer = client_of(cast.officer).get(address)
    small = client_of(cast.officer).get(f"{address}?small=1")

    for one in (answer, small):  # read to its end, the file is closed
        assert b"".join(one.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Type"] == small["Content-Type"] == "image/jpeg"
    assert "IMG_" not in answer["Content-Disposition"]
    assert client_of(cast.leader).get(address).status_code == 403
    assert client_of(cast.stranger).get(address).status_code == 404
    page = client_of(cast.officer).get(reverse("surveys:results_photos", args=[link.edition_id]))
    assert address in page.content.decode()
