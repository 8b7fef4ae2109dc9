"""Many people send at the same moment to a real server, some twice: none is lost, none counts double.

`bench/asking.py` does the same with two thousand.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.household import Household
from tests.surveys.crowd import Crowd, an_open_link, kept_words

PEOPLE, AT_ONCE = 150, 12

pytestmark = pytest.mark.crash


def test_none_is_lost_and_none_doubled(tmp_path: Path) -> None:
    house = Household(tmp_path)
    house.set_up()
    code = an_open_link(house)
    house.start()
    try:
        crowd = Crowd(house.port, code)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            led_to = list(pool.map(crowd.send_perhaps_twice, range(PEOPLE)))
    finally:
        house.stop()

    assert {place for places in led_to for place in places} == {f"/q/{code}/done/"}
    assert sorted(kept_words(house)) == sorted(crowd.words(n) for n in range(PEOPLE))
