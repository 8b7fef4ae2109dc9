"""What has to be done now and then without anybody asking; the worker does it beside its work."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from sanxin.kernel import audit, clock, search
from sanxin.kernel.actions.sheet_imports import forget_files
from sanxin.kernel.jobs.lost import bury_lost
from sanxin.kernel.models import Submission
from sanxin.kernel.notices import chores as notices

logger = logging.getLogger("sanxin.chores")

EVERY = timedelta(minutes=10)
ANSWERS_KEPT = timedelta(days=90)
"""A telephone may lie in a drawer for a season before it sends again what it has sent."""

TASKS_KEPT_DAYS = 30

_daily: list[Callable[[datetime], object]] = []


def daily(chore: Callable[[datetime], object]) -> None:
    """What an app wants done once a day; registered from its `jobs.py`."""
    _daily.append(chore)


def do_chores(now: datetime) -> None:
    """Each is safe to do twice, and by two workers at once."""
    bury_lost(now)
    Submission.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    notices.deliver(now)
    if not audit.is_exported_on(timezone.localdate(now)):
        audit.export_head()
        forget_files(now)
        notices.forget_old(now)
        call_command("clearsessions", verbosity=0)
        call_command("prune_db_task_results", min_age_days=TASKS_KEPT_DAYS, verbosity=0)
        for chore in _daily:
            chore(now)
        search.tidy()  # last: should the writer be busy, nothing but this waits for tomorrow


def in_background(stop: threading.Event | None = None) -> threading.Thread:
    """Keep doing the chores in a thread of this process until it ends (or `stop` is set)."""
    thread = threading.Thread(target=_again_and_again, args=(stop or threading.Event(),), name="chores", daemon=True)
    thread.start()
    return thread


def _again_and_again(stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            do_chores(clock.now())
        except Exception:  # a full disk or a database away for a while must not end the chores for good
            logger.exception("chores failed")
        finally:
            connection.close()
        stop.wait(EVERY.total_seconds())
