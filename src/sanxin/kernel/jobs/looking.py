"""How work ended waits to be looked at, on Today and beside the name, wherever one is."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sanxin.kernel.models.job import Job, JobLook

SESSION_KEY = "jobs_under_way"
"""In the session of whoever left unfinished work behind: only their pages ask how it stands."""


class _Request(Protocol):
    @property
    def session(self) -> Any: ...


def look(job: Job, *, at: datetime) -> None:
    """Its starter sees how it ended; once is enough."""
    JobLook.objects.bulk_create([JobLook(job=job, at=at)], ignore_conflicts=True)


def expect(request: _Request) -> None:
    """They go on to something else while it is done; tell them when it is over."""
    if not request.session.get(SESSION_KEY):
        request.session[SESSION_KEY] = True


def over_meanwhile(request: _Request, person_id: UUID) -> list[UUID]:
    """Works that ended since they went on; no question to the database for those who wait for nothing."""
    if not request.session.get(SESSION_KEY):
        return []
    mine = Job.objects.of(person_id)
    over = list(mine.unseen().values_list("id", flat=True))
    if not over and not mine.unfinished().exists():
        del request.session[SESSION_KEY]
    return over
