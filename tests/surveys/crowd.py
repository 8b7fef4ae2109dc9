"""People with telephones, each from an address of their own, who answer a link of a running server."""

import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlencode
from uuid import UUID, uuid4

from tests.crash.household import Household

OPEN = """
from sanxin.kernel import clock
from sanxin.people.models import Person
from sanxin.surveys.actions import editions, links, questionnaires
from tests.surveys.asking_builders import {form} as form
by = Person.objects.get(staff_number="lp001")
draft = questionnaires.create(form, office=by.posts.get().unit.office, by=by, at=clock.now())
edition = editions.publish(draft, by=by, seen=draft.version, at=clock.now())
where = links.Where(group_words="赶集的")
made = links.make(edition, where=where, opens_at=clock.now(), closes_at=None, target=None, by=by, at=clock.now())
print(made.code)
"""
KEPT = """
import json
from sanxin.surveys.models import Response
print(json.dumps([answers["say"] for answers in Response.objects.values_list("answers", flat=True)]))
"""
TWICE_EVERY = 4


def an_open_link(house: Household, form: str = "SHORT") -> str:
    """The code of a link to a questionnaire of `tests.surveys.asking_builders`."""
    return house.ask(OPEN.format(form=form))


def kept_words(house: Household) -> list[str]:
    """What people wrote, as it is kept."""
    return [str(words) for words in json.loads(house.ask(KEPT))]


@dataclass
class Crowd:
    port: int
    code: str
    took: list[float] = field(default_factory=list)
    """Seconds each sending took."""
    _lock: Lock = field(default_factory=Lock)

    def words(self, n: int) -> str:
        return f"第 {n} 位说：班车停了，赶集要走一个半钟头。"

    def send_perhaps_twice(self, n: int) -> list[str]:
        """Where each sending was led; every fourth person's phone sends the same form twice at the same moment."""
        token = uuid4()
        if n % TWICE_EVERY:
            return [self._send(n, token)]
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda _: self._send(n, token), range(2)))

    def _send(self, n: int, token: UUID) -> str:
        fields = [("token", token), ("asked", "bus"), ("asked", "say"), ("bus", "agree"), ("say", self.words(n))]
        own = (f"127.0.{n // 250}.{n % 250 + 1}", 0)
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=own)
        started = time.perf_counter()
        try:
            line.request("POST", f"/q/{self.code}/", urlencode(fields), _FORM)
            answer = line.getresponse()
            answer.read()
        finally:
            line.close()
        with self._lock:
            self.took.append(time.perf_counter() - started)
        return answer.headers["Location"] or str(answer.status)


_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
