"""What the worker does with a job."""

import logging
import os
import socket
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from sanxin.kernel import clock
from sanxin.kernel.jobs.kinds import kind_of
from sanxin.kernel.jobs.lost import bury_lost
from sanxin.kernel.jobs.progress import Progress, Stopped
from sanxin.kernel.jobs.scribe import Scribe
from sanxin.kernel.models.job import Job, State
from sanxin.kernel.refusals import Refused

logger = logging.getLogger("sanxin.jobs")


@task()
def run_job(job_id: str) -> None:
    """Do a job that waits. It ends as done or failed, whatever happens short of the process being killed."""
    bury_lost(clock.now())
    if not _claim(UUID(job_id)):
        return
    job = Job.objects.get(pk=job_id)
    with translation.override(job.language):
        progress = Progress(job)
        try:
            with Scribe(progress):
                job.result = kind_of(job.kind).run(progress, **job.args) or {}
            job.state = State.DONE
        except Refused as refusal:
            job.state, job.error = State.FAILED, refusal.sentence[:500]
        except Stopped:
            job.state, job.error = State.FAILED, _("按您的意思停下了，没有做完。要做可以重来。")
        except Exception:
            logger.exception("job %s (%s) failed", job.id, job.kind)
            job.state, job.error = State.FAILED, _not_done(job)
        progress.finish()
        job.finished_at = job.heartbeat_at = clock.now()
        job.save(update_fields=[*job.position(), "state", "result", "error", "finished_at"])


def work_off() -> None:
    """Do everything that waits, here and now: for tests, the demo and commands that cannot wait for the worker."""
    while waiting := Job.objects.filter(state=State.WAITING).order_by("asked_at", "id").first():
        run_job.call(str(waiting.pk))


def this_worker() -> str:
    return f"{socket.gethostname()[:100]}:{os.getpid()}"


def _claim(job_id: UUID) -> bool:
    """Whether it is ours: the same job handed out twice is done once."""
    now = clock.now()
    waiting = Job.objects.filter(pk=job_id, state=State.WAITING)
    return waiting.update(state=State.RUNNING, started_at=now, heartbeat_at=now, worker=this_worker()) == 1


def _not_done(job: Job) -> str:
    words = _("中途出了差错，没有做完。请再来一次；还不行，把编号 %(code)s 告诉管理员。")
    return words % {"code": str(job.id)[-8:]}
