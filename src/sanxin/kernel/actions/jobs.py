"""Stop long work one has asked for."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel import events
from sanxin.kernel.actions import action
from sanxin.kernel.events import Actor, record
from sanxin.kernel.locks import locked
from sanxin.kernel.models.job import Job, State
from sanxin.kernel.refusals import NotAllowed, Refused


@action
def stop(job: Job, *, by: Actor, at: datetime) -> Job:
    """Stop work that waits or goes on; what goes on stops at its next step and leaves nothing half-written.

    Refused: somebody else's work, work that is over.
    """
    if job.started_by_id != by.id:
        raise NotAllowed("kernel.job.not_own", _("这不是您交出去的工作。"))
    job = locked(Job.objects.filter(pk=job.pk)).get()
    if job.is_over:
        raise Refused("kernel.job.over", _("已经做完或停下了，不用再停。"))
    job.stop_asked_at = job.stop_asked_at or at
    if job.state == State.WAITING:
        job.state, job.finished_at = State.FAILED, at
        job.error = _("按您的意思停下了，没有做完。要做可以重来。")
    job.save(update_fields=["stop_asked_at", "state", "finished_at", "error"])
    record(events.JOB_STOPPED, county_id=job.county_id, by=by, at=at, about=[("kernel.job", job.id)])
    return job
