"""What is larger than any form of ours is refused before a byte of it is read, whoever sends it."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.kernel.test_headers import ClientOf, check

TWO_GIGABYTES = 2 * 1024**3


class Body:
    """Says whether anybody reads it."""

    touched = False

    def read(self, *_: Any) -> bytes:
        self.touched = True
        return b""

    readline = read


def post(client: Client, path: str, size: int | str) -> tuple[Any, bool]:
    body = Body()
    form = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": str(size), "wsgi.input": body}
    answer = client.generic("POST", path, **form)  # type: ignore[arg-type]
    return answer, body.touched


def test_two_gigabytes_for_a_sheet_are_refused_with_a_sentence(cast: Cast, client_of: ClientOf) -> None:
    answer, read = post(client_of(cast.officer), "/sheets/new/service.voices/", TWO_GIGABYTES)

    assert (answer.status_code, read) == (413, False)
    assert "一次最多交 200 MB" in answer.text
    check(answer)


def test_a_stranger_cannot_fill_the_disk_through_the_check_for_forged_forms(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["sanxin_csrf"] = "x" * 32

    answer, read = post(client, "/account/login/", 60 * 1024**3)

    assert (answer.status_code, read) == (413, False)


@pytest.mark.parametrize(("megabytes", "limit"), [(1, 50), (20, 200), (200, 2000)])
def test_the_limit_leaves_room_for_the_largest_sheet_and_for_ten_attachments(
    cast: Cast, client_of: ClientOf, settings: Any, megabytes: int, limit: int
) -> None:
    settings.ATTACHMENT_MAX_BYTES = megabytes * 1024**2

    client, path = client_of(cast.officer), "/sheets/new/service.voices/"

    for size, read in ((limit * 1024**2 + 1, False), (limit * 1024**2, True)):
        answer, touched = post(client, path, size)
        assert (answer.status_code == 413, touched) == (not read, read)


@pytest.mark.parametrize("size", ["", "-1", "abc"])
def test_a_size_that_is_none_counts_as_nothing(db: None, size: str) -> None:
    answer, _read = post(Client(), "/account/login/", size)

    assert answer.status_code in {200, 413}
