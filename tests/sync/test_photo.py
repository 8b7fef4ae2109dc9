"""Photographs of a phone: piece by piece, and on from where the line broke."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanxin.fieldwork.models import VisitPhoto
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.sync.actions import parts
from sanxin.sync.actions.parts import Part
from tests.cast import Cast
from tests.fieldwork.test_visit_photo import picture
from tests.sync.phones import Phone, SignIn, recording


@pytest.fixture
def phone(cast: Cast, client_of: SignIn) -> Phone:
    return Phone(client_of(cast.officer))


@pytest.fixture
def visit(cast: Cast, phone: Phone) -> str:
    sent = recording(cast)
    phone.send(sent)
    return str(sent["values"]["visit"])


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "incoming"


JPEG = picture().read()
HALF = len(JPEG) // 2


def send(phone: Phone, belongs: str, photo: str, piece: bytes, at: int = 0, **changes: Any) -> Any:
    whole = {"visit": belongs, "born_at": clock.now().isoformat(), "size": len(JPEG), "at": at}
    told = whole | {"sha256": sha256(JPEG).hexdigest()} | changes
    address = f"/sync/photos/{photo}/?{urlencode(told)}"
    return phone.client.post(address, piece, content_type="application/octet-stream")


def test_in_one_piece_it_arrives_once(phone: Phone, visit: str) -> None:
    known = str(new_id())

    first = send(phone, visit, known, JPEG).json()
    again = send(phone, visit, known, b"").json()

    assert (first["outcome"], again["outcome"]) == ("applied", "already")
    assert str(VisitPhoto.objects.get().id) == known


def test_after_a_break_it_goes_on_from_where_it_stopped(phone: Phone, visit: str, folder: Path) -> None:
    known = str(new_id())

    assert send(phone, visit, known, JPEG[:HALF]).json()["have"] == HALF
    assert send(phone, visit, known, b"").json()["have"] == HALF  # the phone asks
    last = send(phone, visit, known, JPEG[HALF:], at=HALF).json()

    assert last["outcome"] == "applied"
    assert VisitPhoto.objects.count() == 1
    assert list(folder.iterdir()) == []


def test_a_piece_sent_twice_or_too_early_does_no_harm(phone: Phone, visit: str) -> None:
    known = str(new_id())

    assert send(phone, visit, known, JPEG[HALF:], at=HALF).json()["have"] == 0
    send(phone, visit, known, JPEG[:HALF])
    assert send(phone, visit, known, JPEG[:HALF]).json()["have"] == HALF

    assert send(phone, visit, known, JPEG[HALF:], at=HALF).json()["outcome"] == "applied"


@given(st.binary(min_size=1, max_size=64), st.lists(st.tuples(st.integers(0, 70), st.integers(0, 30)), max_size=12))
def test_whatever_pieces_come_in_whatever_order_the_whole_is_the_whole(
    whole: bytes, tries: list[tuple[int, int]]
) -> None:
    """Two tabs send, lines break, pieces come twice or too early; then somebody finishes."""
    with TemporaryDirectory() as folder:
        part = Part(Path(folder) / "part")
        for at, size in tries:
            before = part.have
            assert part.write(whole[at : at + size], at=at) >= before
        while (have := part.have) < len(whole):
            part.write(whole[have : have + 7], at=have)

        assert part.read() == whole


def test_what_arrived_torn_comes_again_from_the_beginning(phone: Phone, visit: str) -> None:
    known = str(new_id())

    torn = send(phone, visit, known, b"x" * len(JPEG)).json()

    assert (torn["code"], torn["retry"], torn["have"]) == ("sync.photo.torn", True, 0)
    assert send(phone, visit, known, JPEG).json()["outcome"] == "applied"


def test_before_its_visit_it_waits_in_full(cast: Cast, phone: Phone) -> None:
    sent, known = recording(cast), str(new_id())

    early = send(phone, sent["values"]["visit"], known, JPEG).json()
    phone.send(sent)

    assert (early["outcome"], early["retry"]) == ("refused", True)
    assert send(phone, sent["values"]["visit"], known, b"").json()["outcome"] == "applied"


def test_the_same_id_with_another_picture_is_refused(phone: Phone, visit: str) -> None:
    known = str(new_id())
    send(phone, visit, known, JPEG)

    assert send(phone, visit, known, b"", sha256="0" * 64).json()["code"] == "sync.id_taken"


def test_another_persons_pieces_lie_apart(cast: Cast, phone: Phone, visit: str, client_of: SignIn) -> None:
    known = str(new_id())
    send(phone, visit, known, JPEG[:HALF])

    assert send(Phone(client_of(cast.colleague)), visit, known, b"").json()["have"] == 0


def test_what_is_no_picture_is_refused_with_a_sentence(phone: Phone, visit: str) -> None:
    told = {"size": 5, "sha256": sha256(b"words").hexdigest()}

    answer = send(phone, visit, str(new_id()), b"words", **told).json()

    assert (answer["outcome"], answer["retry"]) == ("refused", False)
    assert "照片.jpg" in answer["sentence"]


@pytest.mark.parametrize("size", [0, 10**9])
def test_nothing_and_too_much_are_refused_before_they_come(phone: Phone, visit: str, size: int, folder: Path) -> None:
    assert send(phone, visit, str(new_id()), JPEG, size=size).json()["code"] == "sync.photo.size"
    assert not folder.exists()


@pytest.mark.parametrize("changes", [{"visit": "x"}, {"size": "-1"}, {"size": "²"}, {"born_at": "gestern"}])
def test_an_address_that_does_not_say_what_it_is(phone: Phone, visit: str, changes: dict[str, str]) -> None:
    assert send(phone, visit, str(new_id()), JPEG, **changes).status_code == 400


def test_an_id_of_another_version_is_refused(phone: Phone, visit: str, folder: Path) -> None:
    answer = send(phone, visit, "7b3c1f0e-52a4-4d0e-9c8e-0d9a3f5b6c7d", JPEG)

    assert answer.status_code == 400
    assert "UUIDv7" in answer.json()["sentence"]
    assert not folder.exists()


def test_parts_that_nobody_finished_go_after_a_fortnight(phone: Phone, visit: str, folder: Path) -> None:
    for age in (1, 15):
        send(phone, visit, str(new_id()), JPEG[:HALF])
        newest = max(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        at = (clock.now() - timedelta(days=age)).timestamp()
        os.utime(newest, (at, at))

    assert parts.forget(clock.now()) == 1
    assert len(list(folder.iterdir())) == 1
