"""Long work of people: walking a chain of many events."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.kernel.jobs import Job, Progress, job_kind
from sanxin.kernel.notices.outbox import send_due
from sanxin.people.actions import verification
from sanxin.people.actions.channels import LETTER, SEND
from sanxin.people.models import Person

VERIFY = "people.verification"


def trail_page(job: Job) -> str:
    return reverse("people:trail")


@job_kind(VERIFY, label=_("核验操作记录"), done_url=trail_page)
def verify(progress: Progress, *, county: str, person: str) -> dict[str, Any]:
    progress.step(_("逐条核对"), 0, 1)
    broken = verification.verify(UUID(county), by=Person.objects.get(pk=person), at=clock.now())
    progress.step(_("逐条核对"), 1, 1)
    return {"broken": len(broken)}


def channels_page(job: Job) -> str:
    return reverse("people:channels")


@job_kind(SEND, label=_("发提醒"), done_url=channels_page)
def send(progress: Progress) -> dict[str, Any]:
    progress.step(_("逐条发"), 0, 1)
    sent = send_due(clock.now())
    progress.step(_("逐条发"), 1, 1)
    return {"sent": sent}


def address_page(job: Job) -> str:
    return reverse("people:notice_address")


@job_kind(LETTER, label=_("寄确认信"), done_url=address_page)
def send_letter(progress: Progress) -> dict[str, Any]:
    return send(progress)
