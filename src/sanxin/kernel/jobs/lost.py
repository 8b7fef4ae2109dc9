"""A worker that was killed cannot say so; whoever looks next does it for it."""

import os
import socket
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from sanxin.kernel.models.job import Job, State


def is_lost(job: Job, now: datetime) -> bool:
    """Whether a running job's worker is gone: its process ended, or nothing was heard for minutes."""
    return job.state == State.RUNNING and (job.is_silent(now) or not _lives(job.worker))


def bury(job: Job, now: datetime) -> Job:
    """Write that it failed, unless it has been finished meanwhile."""
    with translation.override(job.language):
        error = _("后台中断，没有做完。请重来一次。")
    Job.objects.filter(pk=job.pk, state=State.RUNNING, heartbeat_at=job.heartbeat_at).update(
        state=State.FAILED, error=error, finished_at=now
    )
    job.refresh_from_db()
    return job


def bury_lost(now: datetime) -> None:
    for job in Job.objects.filter(state=State.RUNNING):
        if is_lost(job, now):
            bury(job, now)


def _lives(worker: str) -> bool:
    """False only where we can know: a process of this machine that has ended."""
    host, _colon, number = worker.rpartition(":")
    if host != socket.gethostname()[:100] or not number.isdigit() or os.name == "nt":
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
