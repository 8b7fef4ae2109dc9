"""Phones that drain at the same moment: no error, nothing lost, nothing doubled. `bench.sync` has the full number."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.household import Household
from tests.sync.drain import TWICE_EVERY, homecoming, kept

PHONES, EACH = 12, 5

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
