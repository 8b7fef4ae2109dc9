"""Fixtures every test may use: the cast, a signed-in client, a fixed day."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_HOME = Path(tempfile.mkdtemp(prefix="sanxin-test-"))
os.environ["SANXIN_HOME"] = str(_HOME)
os.environ.setdefault("SANXIN_DEVELOPMENT", "1")

import pytest  # noqa: E402 - settings read the environment when pytest-django loads them
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import translation  # noqa: E402

from sanxin.kernel import clock, triggers  # noqa: E402
from sanxin.people.models import Person  # noqa: E402
from tests.cast import Cast, make_cast  # noqa: E402

pytest_plugins = ["tests.chromium"]

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Thursday, the day of the design's pages."""
SEEDED = {"kernel_calendarday", "kernel_calendaryear"}
"""Tables a migration fills."""


@pytest.fixture(autouse=True, scope="session")
def _a_place_for_static_files() -> None:
    """WhiteNoise warns without it, and a warning is an error. Run without `-n`, tests have the settings' own home."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _in_chinese() -> Iterator[None]:
    """A client that asked in English leaves its language behind in the thread."""
    with translation.override("zh-hans"):
        yield


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
def threads_db(transactional_db: None) -> None:
    """A database that several threads really commit to; it is emptied afterwards."""


@pytest.fixture(scope="session", autouse=True)
def _emptying_between_tests() -> Iterator[None]:
    """Let the emptying after a `threads_db` test pass the append-only triggers and spare what migrations seeded."""
    operations = type(connection.ops)
    choose, empty = operations.sql_flush, operations.execute_sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: Any) -> list[str]:
        return list(choose(self, style, [table for table in tables if table not in SEEDED], **options))

    def execute_sql_flush(self: Any, statements: list[str]) -> None:
        triggers.remove(connection)
        try:
            empty(self, statements)
        finally:
            triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        patch.setattr(operations, "execute_sql_flush", execute_sql_flush)
        yield
