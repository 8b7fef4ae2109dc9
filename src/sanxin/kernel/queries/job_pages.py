"""What the page of a piece of long work shows."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel.jobs.kinds import kind_of
from sanxin.kernel.models.job import Job, State

TOO_EARLY = timedelta(seconds=3)
"""A guess made earlier than this jumps about."""
QUEUED_LONG = timedelta(minutes=1)
LIGHTS = {State.WAITING: "wait", State.RUNNING: "wait", State.DONE: "done", State.FAILED: "amber"}


@dataclass(frozen=True)
class Step:
    label: str
    note: str
    state: str
    took: str


@dataclass(frozen=True)
class JobPage:
    job: Job
    label: str
    light_kind: str
    light_word: str
    percent: int
    count: str
    left: str
    took: str
    steps: list[Step]
    done_url: str
    nobody_works: bool
    queued: bool
    """Other work is to be done before."""


def page_of_job(job: Job, now: datetime, *, queued: bool = False) -> JobPage:
    kind = kind_of(job.kind)
    return JobPage(
        job=job,
        label=str(kind.label),
        light_kind=LIGHTS[State(job.state)],
        light_word=str(State(job.state).label),
        percent=100 if job.state == State.DONE else _percent(job),
        count=f"{job.done:,} / {job.total:,}" if job.total else "",
        left=time_left(job, now),
        took=_took(job, now),
        steps=_steps(job, now),
        done_url=kind.done_url(job) if kind.done_url and job.state == State.DONE else "",
        nobody_works=job.state == State.WAITING and now - job.asked_at > QUEUED_LONG,
        queued=queued,
    )


def is_queued(job: Job) -> bool:
    """Whether a job that waits has others before it, whoever asked for them."""
    if job.state != State.WAITING:
        return False
    before = Q(state=State.RUNNING) | Q(asked_at__lt=job.asked_at)
    return Job.objects.unfinished().filter(before).exclude(pk=job.pk).exists()


def time_left(job: Job, now: datetime) -> str:
    """A guess from the pace of the present step: 约还要 40 秒."""
    if job.state != State.RUNNING or not job.total or not job.done or job.step_started_at is None:
        return ""
    spent = now - job.step_started_at
    if spent < TOO_EARLY:
        return ""
    return _("约还要 %(time)s") % {"time": span(spent * (job.total - job.done) / job.done)}


def span(length: timedelta) -> str:
    """A length of time as one would say it: 40 秒, 1 分 12 秒, 2 小时 5 分."""
    seconds = max(round(length.total_seconds()), 1)
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return _("%(hours)d 小时 %(minutes)d 分") % {"hours": hours, "minutes": minutes}
    if minutes and not seconds % 60:
        return _("%(minutes)d 分钟") % {"minutes": minutes}
    if minutes:
        return _("%(minutes)d 分 %(seconds)d 秒") % {"minutes": minutes, "seconds": seconds % 60}
    return ngettext("%(seconds)d 秒", "%(seconds)d 秒", seconds) % {"seconds": seconds}


def _percent(job: Job) -> int:
    return min(job.done * 100 // job.total, 99) if job.total else 0


def _took(job: Job, now: datetime) -> str:
    return span((job.finished_at or now) - job.started_at) if job.started_at else ""


def _steps(job: Job, now: datetime) -> list[Step]:
    past = [Step(label, note, "done", span(timedelta(seconds=took))) for label, note, took in job.past_steps]
    if not job.step:
        return past
    spent = span(now - job.step_started_at) if job.step_started_at else ""
    return [*past, Step(job.step, job.message, "current", spent)]
