"""Ask for long work; it begins once the asking transaction has been committed."""

from typing import Any
from uuid import UUID

from django.utils import translation

from sanxin.kernel import clock
from sanxin.kernel.actions import action
from sanxin.kernel.events import JOB_STARTED, Actor, record
from sanxin.kernel.ids import NIL
from sanxin.kernel.jobs.kinds import kind_of
from sanxin.kernel.jobs.running import run_job
from sanxin.kernel.models.job import Job


@action
def start(kind: str, *, by: Actor | None, county_id: UUID = NIL, args: dict[str, Any] | None = None) -> Job:
    """Queue a piece of work. Who may ask for it is for the calling action to check."""
    job = Job.objects.create(
        kind=kind_of(kind).name,
        county_id=county_id,
        args=args or {},
        language=translation.get_language() or "zh-hans",
        started_by_id=by.id if by else None,
        started_by_name=by.name if by else "",
        asked_at=clock.now(),
    )
    run_job.enqueue(str(job.id))
    facts = {"what": job.kind}
    record(JOB_STARTED, county_id=county_id, by=by, at=job.asked_at, about=[("kernel.job", job.id)], facts=facts)
    return job
