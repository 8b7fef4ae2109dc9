"""Fixtures every test may use: the cast, a signed-in client, a fixed day."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

_HOME = Path(tempfile.mkdtemp(prefix="sanxin-test-"))
os.environ["SANXIN_HOME"] = str(_HOME)
os.environ.setdefault("SANXIN_DEVELOPMENT", "1")

import pytest  # noqa: E402 - settings read the environment when pytest-django loads them
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from sanxin.kernel import clock, triggers  # noqa: E402
from sanxin.people.models import Person  # noqa: E402
from tests.cast import Cast, make_cast  # noqa: E402

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Thursday, the day of the design's pages."""


@pytest.fixture(autouse=True)
def _files_of_one_run(settings: object) -> None:
    settings.MEDIA_ROOT = _HOME / "files"  # type: ignore[attr-defined]
    settings.STORAGES = settings.STORAGES | {  # type: ignore[attr-defined]
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def now() -> Iterator[datetime]:
    """Thursday 2026-11-19, 09:30 in the office; `clock.now()` says so too."""
    with clock.frozen(NOW):
        yield NOW


@pytest.fixture
def cast(db: None, now: datetime) -> Cast:
    return make_cast()


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """A test client signed in as that person."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def threads_db(transactional_db: None) -> Iterator[None]:
    """A database that several threads really commit to; events may be flushed afterwards."""
    triggers.install(connection)
    yield
    triggers.remove(connection)
