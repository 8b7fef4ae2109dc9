"""Pages of long work: how far it is, and what one has asked for lately."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanxin.kernel import clock
from sanxin.kernel.actions.jobs import stop
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.jobs.looking import expect, look
from sanxin.kernel.jobs.lost import bury, is_lost
from sanxin.kernel.models.job import Job
from sanxin.kernel.queries.job_pages import is_queued, page_of_job
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import ALL


@policy(ALL)
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a piece of work is; its part redraws itself, and the whole page when its state changes.

    Whoever sees how it ended has seen it: it leaves their Today. `?result` goes straight to what came of it.
    """
    found = get_object_or_404(Job.objects.of(_person_id(request)), pk=pk)
    if is_lost(found, clock.now()):
        found = bury(found, clock.now())
    page = page_of_job(found, clock.now(), queued=is_queued(found))
    if not found.is_over:
        expect(request)
    elif not request.htmx:  # type: ignore[attr-defined]
        look(found, at=clock.now())
    if page.done_url and "result" in request.GET:
        return redirect(page.done_url)
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "kernel/jobs/job.html", {"page": page})
    answer = render(request, "kernel/jobs/progress.html", {"page": page})
    if request.GET.get("was") != found.state:  # the head of the page is out of date, too
        answer.headers["HX-Refresh"] = "true"
    return answer


@policy(ALL, "POST")
@once
def job_stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The work ends at its next step; nothing half-done stays."""
    found = get_object_or_404(Job.objects.of(_person_id(request)), pk=pk)
    stop(found, by=request.user.person, at=clock.now())  # type: ignore[union-attr]
    return redirect("kernel:job", pk)


@policy(ALL)
def jobs(request: HttpRequest) -> HttpResponse:
    """What this person has asked for, newest first."""
    rows = page_of(Job.objects.of(_person_id(request)), request)
    pages = [page_of_job(row, clock.now()) for row in rows]
    return render(request, "kernel/jobs/list.html", {"page": rows, "pages": pages})


def _person_id(request: HttpRequest) -> Any:
    return request.user.person_id  # type: ignore[union-attr]
