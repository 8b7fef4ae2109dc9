"""Pages at 50,000 ledger items, one client, 60 requests each: p50 and p95 in ms, and the ratio to the menu page.

    python -m bench.pages [--items 50000] [--requests 60]
    python tests/with_postgres.py python -m bench.pages        the same on PostgreSQL

The server is the one `sanxin run` starts; the menu page, which reads no rows, is the baseline of each run.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

from tests.crash.household import Household

WARM_UP = 20
"""Two processes of eight threads open a connection each."""
TARGETS = {"filtered list": 40, "open by due date": 50, "detail": 40, "create": 30, "Chinese search": 60}
"""p95 in ms on a 2-core machine."""
OTHERS = {
    "filtered list": ("106", "78"),
    "open by due date": ("232", "434"),
    "detail": ("197", "44"),
    "create": ("102", "22"),
    "Chinese search": ("1,156", "416"),
}
"""p95 of Redmine 5 and django-helpdesk 2.6 on such a machine, measured elsewhere."""

SET_UP = """
import sys
from datetime import timedelta
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from sanxin.people.models import User
from sanxin.project import demo
from sanxin.project.demo import scale
demo.fill_if_empty()
scale.fill(items=int({items}))
user = User.objects.get(username="zzb003")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.create()
from sanxin.ledger.models import Item
ids = Item.objects.order_by("?").values_list("id", flat=True)[:80]
print("SESSION", session.session_key); print("IDS", *ids); print("OWNER", user.person_id)
"""


def main(argv: list[str]) -> int:
    parser = ArgumentParser()
    parser.add_argument("--items", type=int, default=50_000)
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        house, ids, owner = settle(Path(folder), options.items)
        house.start()
        try:
            rows = measure(house, ids, owner, options.requests)
        finally:
            house.stop()
    show(rows, options.items)
    return 0


def settle(home: Path, items: int) -> tuple[Household, list[str], str]:
    house = Household(home)
    house.environment = {
        **os.environ, "SANXIN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sanxin.project.settings",
        "PYTHONPATH": f"src{os.pathsep}.", "SANXIN_WEB_PROCESSES": "2",
    }  # fmt: skip
    house.ask("from sanxin.project.verbs.run import prepare; prepare()")
    said = house.ask(SET_UP.format(items=items))
    house.session = _after("SESSION", said)[0]
    return house, _after("IDS", said), _after("OWNER", said)[0]


def measure(house: Household, ids: list[str], owner: str, requests: int) -> dict[str, list[float]]:
    """Milliseconds of each request, by page; the first of each warm up processes and threads and do not count."""
    pages: dict[str, Callable[[int], tuple[int, bytes]]] = {
        "menu page": lambda _: house.get("/more/"),
        "filtered list": lambda n: house.get(f"/ledger/?kind=livelihood&q={quote('路灯')}&page={n % 3 + 1}"),
        "open by due date": lambda n: house.get(f"/ledger/?view=open&sort=due&page={n % 5 + 1}"),
        "detail": lambda n: house.get(f"/ledger/{ids[n % len(ids)]}/"),
        "create": lambda n: house.post("/ledger/new/", _new_item(n, owner)),
        "Chinese search": lambda n: house.get(f"/search/?q={quote(('路灯', '养老金', '护栏', '网络', '停水')[n % 5])}"),
    }
    return {name: [_timed(ask, n) for n in range(requests + WARM_UP)][WARM_UP:] for name, ask in pages.items()}


def _timed(ask: Callable[[int], tuple[int, bytes]], n: int) -> float:
    started = time.perf_counter()
    status, body = ask(n)
    took = (time.perf_counter() - started) * 1000
    if status not in {200, 302}:
        raise SystemExit(f"{status}: {body[:300]!r}")
    return took


def _new_item(n: int, owner: str) -> dict[str, str]:
    return {
        "once": str(uuid4()), "title": f"测速第 {n} 件", "owner": owner, "due_on": "2027-01-15", "kind": "livelihood",
        "detail": "", "place": "", "urgency": "",
    }  # fmt: skip


def show(rows: dict[str, list[float]], items: int) -> None:
    vendor = "PostgreSQL" if "postgres" in os.environ.get("DATABASE_URL", "") else "SQLite"
    base = statistics.median(rows["menu page"])
    print(f"\n{vendor}, {items:,} items, one client, {len(rows['detail'])} requests each")
    print("| page | p50 ms | p95 ms | p50 / menu page | target p95 | Redmine 5 | django-helpdesk 2.6 |")
    print("|---|---|---|---|---|---|---|")
    for name, times in rows.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
        others = " | ".join(OTHERS.get(name, ("", "")))
        print(f"| {name} | {p50:.0f} | {p95:.0f} | {p50 / base:.2f} | {TARGETS.get(name, '')} | {others} |")


def _after(word: str, text: str) -> list[str]:
    return re.search(rf"^{word} (.*)$", text, re.M)[1].split()  # type: ignore[index]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
