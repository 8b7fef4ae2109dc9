"""Background work, done at once where a test asks for it."""

from collections.abc import Callable

import pytest


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Do what waits."""
    return lambda: None
