"""Sixteen people write at the same moment, again and again: nobody is told that the database is locked."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.household import Household
from tests.crash.test_kill import a_voice, texts

WRITERS, EACH = 16, 15

pytestmark = pytest.mark.crash


def test_sixteen_writers_are_all_served(tmp_path: Path) -> None:
    house = Household(tmp_path)
    house.set_up()
    house.start()
    try:
        with ThreadPoolExecutor(WRITERS) as pool:
            answers = pool.map(lambda n: house.post("/service/voices/new/", a_voice(n))[0], range(WRITERS * EACH))
            statuses = Counter(answers)
    finally:
        house.stop()

    assert statuses == {302: WRITERS * EACH}
    assert len(texts(house)) == WRITERS * EACH
