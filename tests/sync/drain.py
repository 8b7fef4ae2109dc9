"""Phones that come back from the villages at the same moment, each with a queue; on a running server."""

import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import Lock
from typing import Any
from uuid import UUID

from sanxin.kernel.ids import new_id
from tests.crash.household import Household

TOKEN = "x" * 32
BATCH = 5
"""As many as `sync/outbox.js` sends in one request."""
TWICE_EVERY = 4
"""Every fourth phone does not hear the answer and sends its queue again."""
VILLAGE = """
from sanxin.people.models import Unit
print(Unit.objects.get(name="竹坑村").id)
"""
KEPT = """
from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.service.models import Voice
from sanxin.sync.models import Receipt
print(Visit.objects.count(), VisitLine.objects.count(), Voice.objects.count(), Receipt.objects.count())
"""


@dataclass
class Homecoming:
    house: Household
    village: str
    took: list[float] = field(default_factory=list)
    """Seconds each request took."""
    outcomes: list[str] = field(default_factory=list)
    _number: Any = field(default_factory=count)
    _lock: Lock = field(default_factory=Lock)

    def at_once(self, phones: int, visits: int) -> None:
        with ThreadPoolExecutor(phones) as pool:
            list(pool.map(lambda n: self.drain(n, visits), range(phones)))

    def drain(self, phone: int, visits: int) -> None:
        device, queue = new_id(), [self.a_visit() for _ in range(visits)]
        for _time in range(1 if phone % TWICE_EVERY else 2):
            for start in range(0, visits, BATCH):
                self.send(queue[start : start + BATCH], device)

    def drain_until_told(self, visits: int) -> int:
        """As a phone does when the server dies: each comes again until it was heard. Gives how often it was not."""
        device, unheard = new_id(), 0
        for visit in [self.a_visit() for _ in range(visits)]:
            while True:
                try:
                    self.send([visit], device)
                    break
                except (OSError, http.client.HTTPException):
                    unheard += 1
                    time.sleep(0.05)
        return unheard

    def send(self, queue: list[dict[str, Any]], device: UUID) -> None:
        headers = {
            "Content-Type": "application/json",
            "X-CSRFToken": TOKEN,
            "X-Sanxin-Device": str(device),
            "Cookie": f"sanxin_session={self.house.session}; sanxin_csrf={TOKEN}",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=120)
        started = time.perf_counter()
        try:
            connection.request("POST", "/sync/", json.dumps(queue), headers)
            answer = connection.getresponse()
            told = json.loads(answer.read()) if answer.status == 200 else [{"outcome": str(answer.status)}]
        finally:
            connection.close()
        with self._lock:
            self.took.append(time.perf_counter() - started)
            self.outcomes += [one["outcome"] for one in told]

    def a_visit(self) -> dict[str, Any]:
        now = datetime.now(UTC)
        with self._lock:
            number = next(self._number)
        texts = (f"第 {number} 次：支渠漏水，下游没轮到水", f"第 {number} 次：路灯修好了")
        values = {
            "visit": str(new_id()),
            "place": self.village,
            "on": (now - timedelta(days=1)).date().isoformat(),
            "kind": "call",
            "people": 3,
            "lines": [{"id": str(new_id()), "text": text} for text in texts],
        }
        return {"id": str(new_id()), "kind": "record_visit", "born_at": now.isoformat(), "base": None, "values": values}


def homecoming(house: Household) -> Homecoming:
    return Homecoming(house, house.ask(VILLAGE))


def kept(house: Household) -> tuple[int, ...]:
    """Visits, lines, voices and receipts in the database."""
    return tuple(int(word) for word in house.ask(KEPT).split())
