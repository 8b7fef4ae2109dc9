"""A household of its own for a bench that writes: an empty database in a temporary folder (or `DATABASE_URL`)."""

import os
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import django


@contextmanager
def household() -> Iterator[None]:
    """Django is ready and the tables stand; the folder is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="sanxin-bench-") as folder:
        os.environ |= {"SANXIN_HOME": folder, "SANXIN_DEVELOPMENT": "1"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanxin.project.settings")
        django.setup()
        from django.core.management import call_command
        from django.db import connections

        call_command("migrate", verbosity=0)
        try:
            yield
        finally:
            connections.close_all()


class OtherWriter:
    """Somebody else who writes all the while; `longest` is the longest they had to wait, in seconds.

    On SQLite it is the one writer's lock they wait for; PostgreSQL locks rows, and theirs are nobody else's.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopped.set()
        self._thread.join()

    def _write(self) -> None:
        from django.db import OperationalError, connection, transaction

        from sanxin.kernel.ids import NIL
        from sanxin.kernel.models.job import Job

        while not self._stopped.wait(0.05):
            began = time.perf_counter()
            for _again in range(10):  # each waits as long as the settings say, then fails
                try:
                    with transaction.atomic():
                        Job.objects.filter(pk=NIL).update(step="")
                    break
                except OperationalError:
                    connection.close()
            self.longest = max(self.longest, time.perf_counter() - began)
        connection.close()


def line(name: str, rows: int, seconds: float, reference: float) -> str:
    """A row of the table: seconds, rows a second, and how many times as fast as the named baseline."""
    return f"{name:44}{seconds:9.2f}{rows / seconds:11,.0f}{reference / seconds:8.2f}"


HEAD = f"{'':44}{'seconds':>9}{'rows/s':>11}{'ratio':>8}"


def about_the_machine() -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    one, five, _fifteen = os.getloadavg()
    return f"{os.cpu_count()} cores, load {one:.1f} (5 min {five:.1f}), peak memory of the process {peak:.0f} MB"
