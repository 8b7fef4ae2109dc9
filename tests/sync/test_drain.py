"""Phones that drain at the same moment: no error, nothing lost, nothing doubled. `bench.sync` has the full number."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.household import Household
from tests.sync.drain import TWICE_EVERY, homecoming, kept

PHONES, EACH = 12, 5
KILLS = 2

pytestmark = pytest.mark.crash


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Household]:
    house = Household(tmp_path)
    house.set_up()
    house.start()
    yield house
    house.stop()


def test_phones_that_come_back_together_are_all_served(house: Household) -> None:
    village = homecoming(house)

    village.at_once(PHONES, EACH)

    twice = len(range(0, PHONES, TWICE_EVERY)) * EACH
    assert sorted(village.outcomes) == ["already"] * twice + ["applied"] * (PHONES * EACH)
    assert kept(house) == (PHONES * EACH, 2 * PHONES * EACH, 2 * PHONES * EACH, PHONES * EACH)


def test_answers_lost_with_the_server_lose_and_double_nothing(house: Household) -> None:
    village = homecoming(house)
    with ThreadPoolExecutor(PHONES) as pool:
        work = [pool.submit(village.drain_until_told, EACH) for _ in range(PHONES)]
        for kill in range(1, KILLS + 1):
            while len(village.outcomes) < kill * PHONES * EACH // (KILLS + 1):
                time.sleep(0.01)
            house.kill()
            house.start()
        unheard = sum(done.result(timeout=300) for done in work)

    assert unheard, "no phone met a dead server: the test proves nothing"
    assert set(village.outcomes) <= {"applied", "already"}
    assert kept(house) == (PHONES * EACH, 2 * PHONES * EACH, 2 * PHONES * EACH, PHONES * EACH)
