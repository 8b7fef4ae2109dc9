"""What all tests of people share."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from sanxin.people.models import Person
from tests.cast import PASSWORD


@pytest.fixture(autouse=True)
def _a_place_for_static_files(settings: Settings) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without one


@pytest.fixture(autouse=True)
def _no_memory_of_earlier_tries() -> None:
    """Rate limits count in the cache; one test must not use up another's tries."""
    cache.clear()


def sign_in(client: Client, person: Person, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post("/account/login/", {"login": person.user.username, "password": password})
