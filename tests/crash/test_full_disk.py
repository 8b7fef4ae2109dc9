"""The disk fills up and is emptied again: nothing acknowledged is lost, nothing half-written, no restart needed."""

import resource
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.crash.household import Household
from tests.crash.test_kill import a_voice, texts

SUBMISSIONS = 300
WRITABLE = 32 * 1024
"""Bytes at the start of a file that may be written while the disk is "full"."""

pytestmark = pytest.mark.crash


def test_a_full_disk_refuses_and_recovers(tmp_path: Path) -> None:
    house = Household(tmp_path)
    house.set_up()
    house.start()
    acknowledged: list[str] = []
    refused: list[int] = []
    full = threading.Event()

    def submit(number: int) -> None:
        status, body = house.post("/service/voices/new/", a_voice(number))
        if status == 302:
            acknowledged.append(f"第 {number} 号")
        else:
            assert status == 503, f"{status}: {body[:300]!r}"
            assert "没有保存" in body.decode()
            refused.append(number)

    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(submit, range(100)))
            limit_growth(house)
            full.set()
            list(pool.map(submit, range(100, 200)))
            lift_limit(house)
            list(pool.map(submit, range(200, SUBMISSIONS)))
    finally:
        house.stop()

    assert refused, "the disk never was full: the test proves nothing"
    assert max(refused) < 200, "it did not recover by itself"
    stored = Counter(texts(house))
    assert set(acknowledged) <= set(stored)
    assert set(stored.values()) == {1}
    assert len(stored) <= SUBMISSIONS
    assert house.ask("from sanxin.kernel import audit; print(audit.verify())") == "[]"
    assert house.ask(INTEGRITY) == "ok"


INTEGRITY = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    print(cursor.fetchone()[0])
"""


def limit_growth(house: Household) -> None:
    """Nothing may be written past the first bytes of any file: EFBIG where a full disk says ENOSPC."""
    for pid in house.processes():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (WRITABLE, resource.RLIM_INFINITY))


def lift_limit(house: Household) -> None:
    for pid in house.processes():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
