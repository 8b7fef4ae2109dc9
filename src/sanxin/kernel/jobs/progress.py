"""What the work says about itself, kept in memory; the scribe writes it down."""

import time
from datetime import datetime

from django_stubs_ext import StrOrPromise

from sanxin.kernel import clock
from sanxin.kernel.models.job import Job


class Stopped(Exception):
    """Raised inside the work by `step` after its starter asked to stop; let it pass, so that transactions roll back."""


class Progress:
    """Handed to the work. Calling `step` in every round of a loop is cheap: it writes nothing by itself."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.changed = False
        self.stop_asked = False
        self._began = time.monotonic()

    def step(self, label: StrOrPromise, done: int = 0, total: int = 0, note: StrOrPromise = "") -> None:
        """Now at `label`, `done` of `total`; a new label closes the step before. `note` says what is known by now."""
        if self.stop_asked:
            raise Stopped
        job = self.job
        if str(label)[:120] != job.step:
            self._close_step()
            job.step, job.step_started_at = str(label)[:120], self.now()
            job.message = ""
        job.done, job.total = min(done, total) if total else done, total
        job.message = str(note)[:300] or job.message
        self.changed = True

    def finish(self) -> None:
        self._close_step()
        self.job.step, self.job.step_started_at = "", None

    def _close_step(self) -> None:
        now = time.monotonic()
        if self.job.step:
            self.job.past_steps = [*self.job.past_steps, [self.job.step, self.job.message, round(now - self._began, 1)]]
        self._began = now

    @staticmethod
    def now() -> datetime:
        return clock.now()
