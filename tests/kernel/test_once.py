"""A POST with a key goes through once; a repeat gets the first answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client

from sanxin.kernel.http.once import is_once
from sanxin.kernel.models import Counter, Submission
from tests.cast import Cast
from tests.kernel import once_pages
from tests.kernel.files import photo

pytestmark = [pytest.mark.urls("tests.kernel.once_pages"), pytest.mark.usefixtures("plain_pages")]


@pytest.fixture
def client(cast: Cast, client_of: Callable[..., Client]) -> Client:
    return client_of(cast.officer)


def times() -> int:
    return Counter.objects.filter(series="once").values_list("value", flat=True).first() or 0


def test_a_repeat_gets_the_first_answer_and_writes_nothing(client: Client) -> None:
    first = client.post("/note/", {"once": "k1", "words": "路坏了"})
    again = client.post("/note/", {"once": "k1", "words": "路坏了"})

    assert (first.status_code, first["Location"]) == (302, "/note/1/")
    assert (again.status_code, again["Location"]) == (302, "/note/1/")
    assert times() == 1


def test_a_page_comes_back_with_its_body_and_needed_headers(client: Client) -> None:
    first = client.post("/note/", {"once": "k1", "wish": "page"})
    again = client.post("/note/", {"once": "k1", "wish": "page"})

    assert again.content == first.content
    assert again["HX-Trigger"] == "kept"
    assert "X-Else" not in again


def test_a_program_sends_the_key_as_a_header(client: Client) -> None:
    for _ in range(2):
        client.post("/note/", '{"words": "路"}', content_type="application/json", headers={"Idempotency-Key": "k1"})

    assert times() == 1


def test_another_key_is_another_submission(client: Client) -> None:
    client.post("/note/", {"once": "k1"})
    client.post("/note/", {"once": "k2"})

    assert times() == 2


def test_the_csrf_token_does_not_make_a_body_another_one(client: Client) -> None:
    client.post("/note/", {"once": "k1", "csrfmiddlewaretoken": "a"})
    again = client.post("/note/", {"once": "k1", "csrfmiddlewaretoken": "b"})

    assert again.status_code == 302


def test_the_same_key_with_other_words_is_a_conflict(client: Client) -> None:
    client.post("/note/", {"once": "k1", "words": "路"})
    again = client.post("/note/", {"once": "k1", "words": "桥"})

    assert again.status_code == 409
    assert "和这次不一样" in again.text
    assert times() == 1


def test_the_same_key_with_another_file_is_a_conflict(client: Client) -> None:
    for content, status in ((b"one", 302), (b"one", 302), (b"two", 409)):
        file = SimpleUploadedFile("a.txt", content)
        assert client.post("/note/", {"once": "k1", "file": file}).status_code == status


@pytest.mark.parametrize(
    ("name", "content", "done"), [("a.jpg", photo(), "True"), ("a.txt", b"text", "True"), ("a.exe", b"MZ", "False")]
)
def test_files_are_looked_at_before_the_transaction(client: Client, name: str, content: bytes, done: str) -> None:
    file = SimpleUploadedFile(name, content)

    assert client.post("/note/", {"once": "k1", "wish": "photo", "file": file}).text == done


def test_a_broken_picture_is_for_the_view_to_refuse(client: Client) -> None:
    file = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff cut")

    assert client.post("/note/", {"once": "k1", "wish": "photo", "file": file}).text == "True"


def test_a_form_without_a_key_is_refused(client: Client) -> None:
    for key in ({}, {"once": ""}, {"once": "k" * 201}):
        answer = client.post("/note/", key)
        assert answer.status_code == 400
        assert "没有保存" in answer.text
    assert times() == 0


@pytest.mark.parametrize("wish", ["errors", "refuse"])
def test_a_refused_form_leaves_no_trace_and_may_come_again_mended(client: Client, wish: str) -> None:
    refused = client.post("/note/", {"once": "k1", "wish": wish})
    assert refused.status_code == 422
    assert (times(), Submission.objects.count()) == (0, 0)

    mended = client.post("/note/", {"once": "k1", "wish": ""})

    assert mended.status_code == 302
    assert times() == 1


def test_two_people_may_happen_to_use_one_key(client: Client, cast: Cast, client_of: Callable[..., Client]) -> None:
    client.post("/note/", {"once": "k1"})
    client_of(cast.colleague).post("/note/", {"once": "k1"})
    Client().post("/public/", {"once": "k1"})

    assert times() == 3


def test_reading_needs_no_key(client: Client) -> None:
    assert client.get("/note/").status_code == 200
    assert Submission.objects.count() == 0


def test_the_tag_writes_a_fresh_key_each_time() -> None:
    one, two = (Template("{% once_key %}").render(Context()) for _ in range(2))

    assert one.startswith('<input type="hidden" name="once" value="')
    assert one != two


def test_a_double_click_at_the_same_instant_is_one_submission(
    together: Callable[..., list[Any]], cast: Cast, client_of: Callable[..., Client]
) -> None:
    clients = [client_of(cast.officer) for _ in range(8)]

    answers = together(*(lambda c=c: c.post("/note/", {"once": "k1", "words": "路"}) for c in clients))

    assert {getattr(answer, "status_code", answer) for answer in answers} == {302}
    assert {answer["Location"] for answer in answers} == {"/note/1/"}
    assert times() == 1


def test_the_key_of_a_program_with_another_body_is_a_conflict(client: Client) -> None:
    for words, status in (("路", 302), ("路", 302), ("桥", 409)):
        body = json.dumps({"words": words})
        answer = client.post("/note/", body, content_type="application/json", headers={"Idempotency-Key": "k1"})
        assert answer.status_code == status
    assert times() == 1


def test_the_key_of_a_program_goes_before_that_of_a_form(client: Client) -> None:
    client.post("/note/", {"once": "k1"}, headers={"Idempotency-Key": "k2"})

    assert Submission.objects.get().key == "k2"


def test_what_nobody_may_keep_is_shown_once(client: Client) -> None:
    first = client.post("/note/", {"once": "k1", "wish": "secret"})
    again = client.post("/note/", {"once": "k1", "wish": "secret"})

    assert first.text == "secret 1"
    assert (again.status_code, again["Cache-Control"]) == (200, "no-store")
    assert "已经显示过了" in again.text
    assert b"secret" not in bytes(Submission.objects.get().body)
    assert times() == 1


def test_slow_work_is_done_before_the_transaction_and_not_for_a_repeat(client: Client) -> None:
    first = client.post("/slow/", {"once": "k1"})
    again = client.post("/slow/", {"once": "k1"})

    assert first.text == again.text == "read before the transaction"
    assert times() == 1


def test_what_the_slow_work_raises_is_the_answer(client: Client) -> None:
    assert client.post("/slow/", {"once": "k1", "wish": "refuse"}).status_code == 422
    assert Submission.objects.count() == 0


def test_a_view_says_that_it_is_guarded() -> None:
    assert is_once(once_pages.note)
    assert is_once(once_pages.slow)
    assert not is_once(once_pages.read)
