"""Write events; the chain that makes tampering visible is in `chain.py`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sanxin.kernel import chain, requests, sentences
from sanxin.kernel.ids import NIL
from sanxin.kernel.listings import title_of
from sanxin.kernel.locks import locked
from sanxin.kernel.models.event import ChainHead, Event, EventSubject


def _job(kind: str) -> str:
    from sanxin.kernel.jobs.kinds import label_of  # which itself records events

    return label_of(kind)


JOB_STARTED = sentences.register("kernel.job.started", _("开始后台工作“{what}”"), what=_job)
JOB_STOPPED = sentences.register("kernel.job.stopped", _("叫停后台工作"))
YEAR_ANNOUNCED = sentences.register(
    "kernel.days.announced", _("更新 {year} 年放假安排：放假 {off} 天，调休上班 {work} 天")
)
LOCAL_DAY_OFF = sentences.register("kernel.days.local_off", _("本地另定 {day} 放假：{name}"))
LOCAL_DAY_WORK = sentences.register("kernel.days.local_work", _("本地另定 {day} 上班：{name}"))
LOCAL_DAY_DROPPED = sentences.register("kernel.days.local_dropped", _("取消本地另定的 {day}"))
EXPORTED = sentences.register("kernel.export.made", _("导出{what}，{rows} 行"), what=title_of)


class Actor(Protocol):
    """Whoever does something; a Person is one."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...


Subject = tuple[str, UUID]
"""The kind of a thing and its id: ("ledger.item", item.id)."""


def record(
    name: str,
    *,
    county_id: UUID = NIL,
    by: Actor | None,
    at: datetime,
    about: Iterable[Subject],
    facts: dict[str, Any] | None = None,
) -> Event:
    """Append one event to the county's chain. The last act of an action: the chain's head stays locked after it.

    `facts` are plain values (str, int, bool, None); `by=None` means the system itself.
    """
    if not sentences.is_registered(name):
        raise ValueError(f"{name} is not a registered event")
    head = _head(county_id)
    event = Event(
        county_id=county_id,
        seq=head.seq + 1,
        name=name,
        at=at,
        actor_id=by.id if by else None,
        actor_name=by.name if by else "",
        subjects=[[kind, str(subject_id)] for kind, subject_id in about],
        facts=facts or {},
        request_id=requests.current_id(),
    )
    event.mac = chain.link(head.mac, event)
    event.save(force_insert=True)
    EventSubject.objects.bulk_create(
        EventSubject(event=event, kind=kind, subject_id=UUID(subject_id)) for kind, subject_id in event.subjects
    )
    head.seq, head.mac = event.seq, event.mac
    head.save(update_fields=["seq", "mac"])
    return event


def timeline(*subject_ids: UUID, limit: int = 200) -> list[Event]:
    """What happened to a thing (or to several), newest first; one query."""
    rows = Event.objects.filter(subject_rows__subject_id__in=subject_ids).distinct().order_by("-at", "-seq")
    return list(rows[:limit])


def _head(county_id: UUID) -> ChainHead:
    found = locked(ChainHead.objects.filter(county_id=county_id)).first()
    if found is None:
        ChainHead.objects.bulk_create([ChainHead(county_id=county_id)], ignore_conflicts=True)
        found = locked(ChainHead.objects.filter(county_id=county_id)).get()
    return found
