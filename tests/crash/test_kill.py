"""Kill the server at any instant during 1,000 concurrent submissions: what was acknowledged is there, once."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import pytest

from tests.crash.household import Household

SUBMISSIONS = 1000
AT_ONCE = 16
KILLS = 4

pytestmark = pytest.mark.crash


def a_voice(number: int) -> dict[str, str]:
    """The form of one voice, with a key of its own."""
    return {
        "once": str(uuid4()), "text": f"第 {number} 号", "source": "visit", "kind": "unsorted",
        "heard_on": "2026-11-19", "place": "",
    }  # fmt: skip


def submit(house: Household, number: int, give_up: threading.Event) -> int:
    """Send one voice with one key until it is acknowledged; gives the number of tries."""
    fields = a_voice(number)
    for tries in range(1, 200):
        try:
            status, _ = house.post("/service/voices/new/", fields)
        except OSError:
            status = 0
        if status == 302:
            return tries
        assert status in {0, 502, 503}, f"submission {number}: {status}"
        if give_up.is_set():
            break
        time.sleep(0.05)
    raise AssertionError(f"submission {number} was never acknowledged")


def test_everything_acknowledged_is_there_once(tmp_path: Path) -> None:
    house = Household(tmp_path)
    house.set_up()
    house.start()
    give_up = threading.Event()
    rng = random.Random(7)
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            work = [pool.submit(submit, house, number, give_up) for number in range(SUBMISSIONS)]
            for kill in range(1, KILLS + 1):
                while sum(done.done() for done in work) < kill * SUBMISSIONS // (KILLS + 1) and not house_is_done(work):
                    time.sleep(0.02)
                time.sleep(rng.random() * 0.2)
                house.kill()
                house.start()
            tries = [done.result(timeout=120) for done in work]
    finally:
        give_up.set()
        house.stop()

    assert max(tries) > 1, "no submission met a dead server: the test proves nothing"
    stored = Counter(texts(house))
    assert len(stored) == SUBMISSIONS, "something acknowledged is missing"
    assert set(stored.values()) == {1}, "something is there twice"
    assert house.ask("from sanxin.kernel import audit; print(audit.verify())") == "[]"


def house_is_done(work: list[object]) -> bool:
    return all(done.done() for done in work)  # type: ignore[attr-defined]


def texts(house: Household) -> list[str]:
    code = "from sanxin.service.models import Voice; print('\\n'.join(Voice.objects.values_list('text', flat=True)))"
    return house.ask(code).splitlines()
