"""Long work that is over and has not been looked at, as rows of Today."""

from datetime import date
from typing import Protocol
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.models.job import Job, State
from sanxin.kernel.queries.job_pages import LIGHTS, page_of_job
from sanxin.kernel.waiting import Waiting


class Starter(Protocol):
    @property
    def id(self) -> UUID: ...


def waiting_for(person: Starter, today: date) -> list[Waiting]:
    """The newest first; one query."""
    return [_row(job, rank) for rank, job in enumerate(Job.objects.of(person.id).unseen())]


def _row(job: Job, rank: int) -> Waiting:
    page, url = page_of_job(job, clock.now()), reverse("kernel:job", args=[job.id])
    done = job.state == State.DONE
    over = timezone.localtime(job.finished_at or job.asked_at)
    told = _("{at} 做完，用了 {took}").format(at=f"{over:%m-%d %H:%M}", took=page.took)
    return Waiting(
        section="jobs",
        light_kind=LIGHTS[State(job.state)],
        light_word=page.light_word,
        title=page.label,
        url=url,
        action_label=_("看结果") if done else _("看原因"),
        action_url=f"{url}?result" if page.done_url else url,
        meta=told if done else job.error,
        rank=rank,
    )
