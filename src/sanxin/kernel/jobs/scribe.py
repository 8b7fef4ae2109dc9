"""Write a job's position while the work goes on: a thread with a connection and short transactions of its own.

The work may be inside one long transaction; what it wrote there nobody sees yet, so its position cannot be
written there. On SQLite the one writer is then busy: the position waits, and the page shows the last one known.
"""

import threading
import time
from types import TracebackType
from typing import Self

from django.db import OperationalError, connection

from sanxin.kernel import clock
from sanxin.kernel.jobs.progress import Progress
from sanxin.kernel.models.job import Job

EVERY = 0.5
"""At most twice a second."""
HEARTBEAT = 10.0
"""A sign of life at least so often (seconds), whether anything moved or not."""


class Scribe:
    """Around the work: `with Scribe(progress): ...`."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._write_until_stopped, name="scribe", daemon=True)

    def __enter__(self) -> Self:
        if not connection.in_atomic_block:  # inside somebody's transaction (a test) nothing could be seen anyway
            self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _write_until_stopped(self) -> None:
        written = time.monotonic()
        try:
            while not self._stopped.wait(EVERY):
                if self.progress.changed or time.monotonic() - written > HEARTBEAT:  # also looks whether to stop
                    written = time.monotonic()
                    self._write()
        finally:
            connection.close()

    def _write(self) -> None:
        job = self.progress.job
        self.progress.changed = False
        try:
            mine = Job.objects.filter(pk=job.pk)
            mine.update(**(job.position() | {"heartbeat_at": clock.now()}))
            self.progress.stop_asked = mine.exclude(stop_asked_at=None).exists()
        except OperationalError:  # the database is busy with the work itself: next time
            self.progress.changed = True
