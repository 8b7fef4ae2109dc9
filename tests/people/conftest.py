"""What all tests of people share."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from sanxin.people.models import Person
from tests.cast import PASSWORD


@pytest.fixture(autouse=True)
def _no_memory_of_earlier_tries(settings: Settings, tmp_path: Path) -> None:
    """Limits count in the cache and in a file of the house; one test must not use up another's tries."""
    cache.clear()
    settings.HOME = tmp_path


def sign_in(client: Client, person: Person, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post("/account/login/", {"login": person.user.username, "password": password})
