"""Long work: started by an action, done by the worker, with a page that shows how far it is.

    @job_kind("research.synthesis", label=_("归并问题"), done_url=result_page)     # in an app's jobs.py
    def synthesize(progress: Progress, *, run: str) -> dict[str, int]:
        progress.step(_("分词"), done, total)
        ...

    job = start("research.synthesis", by=person, county_id=run.county_id, args={"run": str(run.id)})
    return redirect("kernel:job", job.id)

The work opens its own transactions; it computes outside them. It raises Refused to say why it cannot be done.
"""

from sanxin.kernel.jobs.kinds import JobKind, job_kind
from sanxin.kernel.jobs.progress import Progress
from sanxin.kernel.jobs.running import work_off
from sanxin.kernel.jobs.starting import start
from sanxin.kernel.models.job import Job

__all__ = ["Job", "JobKind", "Progress", "job_kind", "start", "work_off"]
