"""Too often is answered with 429 and a page that says how long to wait; people share counts over all processes."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from pytest_django import Settings

from sanxin.kernel.http import counts, limits
from sanxin.kernel.models import Submission
from sanxin.people.models import Person
from tests.cast import Cast

ClientOf = Callable[[Person], Client]
START = 1_800_000_000


@pytest.fixture(autouse=True)
def _counts_of_this_test(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let so many seconds pass since a whole minute."""

    def pass_(many: int) -> None:
        monkeypatch.setattr(limits.time, "time", lambda: START + many)

    pass_(0)
    return pass_


@pytest.fixture
def few(settings: Settings) -> None:
    settings.RATE_LIMITS = [f"{name}=2/60" for name in limits.LIMITS]


def statuses(ask: Callable[[], int], times: int = 3) -> list[int]:
    return [ask() for _ in range(times)]


@pytest.mark.usefixtures("few")
def test_searching_too_often_is_told_how_long_to_wait(
    cast: Cast, client_of: ClientOf, seconds: Callable[[int], None]
) -> None:
    client = client_of(cast.officer)
    seconds(20)

    assert statuses(lambda: client.get("/search/?q=路").status_code) == [200, 200, 429]
    answer = client.get("/search/?q=路")
    assert answer["Retry-After"] == "40"
    assert "1 分钟内最多 2 次。请过 40 秒再试" in answer.text

    seconds(60)
    assert client.get("/search/?q=路").status_code == 200


@pytest.mark.usefixtures("few", "seconds")
def test_in_english(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    client.cookies["sanxin_language"] = "en"

    statuses(lambda: client.get("/search/?q=路").status_code, 2)

    assert "Try again in" in client.get("/search/?q=路").text


@pytest.mark.usefixtures("few", "seconds")
def test_one_person_does_not_use_up_anothers_tries(cast: Cast, client_of: ClientOf) -> None:
    mine, other = client_of(cast.officer), client_of(cast.colleague)

    statuses(lambda: mine.get("/search/").status_code)

    assert other.get("/search/").status_code == 200


@pytest.mark.usefixtures("few", "seconds")
@pytest.mark.parametrize("path", ["/people/enter/guess/", "/people/invitation/guess/"])
def test_links_are_counted_by_address(db: None, path: str) -> None:
    here, there = Client(), Client(REMOTE_ADDR="192.0.2.7")

    assert statuses(lambda: here.get(path).status_code) == [422, 422, 429]
    assert there.get(path).status_code == 422


@pytest.mark.usefixtures("few", "seconds")
def test_exports_and_sheets_are_counted(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.administrator)

    def export() -> int:
        answer = client.get("/people/persons/export/")
        b"".join(answer)
        return answer.status_code

    def upload() -> int:
        return client.post("/sheets/new/people.persons/", {"once": "k"}).status_code

    assert statuses(export) == [200, 200, 429]
    assert statuses(upload) == [422, 422, 429]


@pytest.mark.urls("tests.kernel.once_pages")
@pytest.mark.usefixtures("few", "seconds", "plain_pages")
def test_files_are_counted_but_not_their_repeats(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)

    def send(key: str) -> int:
        return client.post("/note/", {"once": key, "file": SimpleUploadedFile("a.txt", b"one")}).status_code

    assert [send("k1"), send("k1"), send("k1"), send("k2"), send("k3")] == [302, 302, 302, 302, 429]
    assert Submission.objects.count() == 2


@pytest.mark.usefixtures("seconds")
def test_an_address_is_kept_nowhere_and_forgotten_soon(settings: Settings, seconds: Callable[[int], None]) -> None:
    asked = RequestFactory(REMOTE_ADDR="192.0.2.7").get("/")
    asked.user = _nobody()

    limits.count(asked, "entry")
    first = _kept()
    seconds(60)
    limits.count(asked, "entry")

    assert b"192.0.2.7" not in counts.place().read_bytes()
    assert len(first) == len(_kept()) == 1
    assert first != _kept()


def test_behind_our_proxy_the_address_is_what_it_says_last(settings: Settings) -> None:
    asked = RequestFactory(REMOTE_ADDR="10.0.0.1").get("/", headers={"X-Forwarded-For": "1.1.1.1, 192.0.2.7"})
    assert limits.address_of(asked) == "10.0.0.1"

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert limits.address_of(asked) == "192.0.2.7"


def test_counting_that_fails_refuses_nobody(
    monkeypatch: pytest.MonkeyPatch, few: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(counts, "place", lambda: tmp_path / "not there" / "limits")
    asked = RequestFactory().get("/")
    asked.user = _nobody()

    for _ in range(3):
        limits.count(asked, "entry")
    assert "not counted" in caplog.text


def test_no_limit_is_none(settings: Settings, now: datetime) -> None:
    settings.RATE_LIMITS = ["entry=0/60"]
    asked = RequestFactory().get("/")
    asked.user = _nobody()

    limits.count(asked, "entry")

    assert not counts.place().exists()


@pytest.mark.parametrize("wrong", ["search", "search=many/60", "search=5/0", "nothing=5/60"])
def test_a_setting_that_cannot_be_meant_is_loud(settings: Settings, wrong: str) -> None:
    settings.RATE_LIMITS = [wrong]

    with pytest.raises(ImproperlyConfigured, match="RATE_LIMITS"):
        limits.limits()


def test_threads_count_together(seconds: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: counts.one_more("k", ends=START + 60, now=START), range(40)))

    assert sorted(numbers) == list(range(1, 41))


def _nobody() -> AnonymousUser:
    return AnonymousUser()


def _kept() -> list[str]:
    with closing(sqlite3.connect(counts.place())) as file:
        return [key for (key,) in file.execute("SELECT key FROM counts")]
