"""The trail an auditor reads: events of the own county and of the installation, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import NIL
from sanxin.kernel.models import Event
from sanxin.kernel.sheets import Value
from sanxin.people import events
from sanxin.people.models import Person
from sanxin.people.rules.subjects import SUBJECTS


@dataclass(frozen=True)
class Filter:
    who: UUID | None = None
    verb: str = ""
    """Beginning of an event's name: `people.session.` or `ledger.item.opened`."""
    first: date | None = None
    last: date | None = None
    subject: UUID | None = None


SHOWN_SUBJECTS = 3


@dataclass(frozen=True)
class TrailLine:
    """One event and the first things it is about: (word, id)."""

    event: Event
    subjects: list[tuple[str, str]]
    more: int


def lines(shown: Iterable[Event]) -> list[TrailLine]:
    return [
        TrailLine(
            event,
            [(str(SUBJECTS.get(kind, kind)), subject_id) for kind, subject_id in event.subjects[:SHOWN_SUBJECTS]],
            max(0, len(event.subjects) - SHOWN_SUBJECTS),
        )
        for event in shown
    ]


def last_proof(auditor: Person) -> Event | None:
    """What the last walk along the chain found."""
    names = [events.TRAIL_WHOLE, events.TRAIL_BROKEN]
    rows = Event.objects.filter(county_id__in=auditor.sight.audited_counties, name__in=names)
    return rows.order_by("-at", "-seq").first()


TABLE_HEADS = (_("时间"), _("谁"), _("做了什么"), _("动作名"), _("对象"), _("序号"))


def table_rows(found: QuerySet[Event]) -> Iterator[tuple[Value, ...]]:
    for event in found.iterator(chunk_size=1000):
        subjects = " ".join(f"{kind}:{subject_id}" for kind, subject_id in event.subjects[:10])
        yield (
            timezone.localtime(event.at).replace(tzinfo=None),
            event.who,
            event.text,
            event.name,
            subjects,
            event.seq,
        )


def trail(auditor: Person, filters: Filter) -> QuerySet[Event]:
    """Newest first. Sentences hold no personal data and no voices' texts, so this shows none either."""
    rows = Event.objects.filter(county_id__in=[*auditor.sight.audited_counties, NIL])
    if filters.who:
        rows = rows.filter(actor_id=filters.who)
    if filters.verb:
        rows = rows.filter(name__startswith=filters.verb)
    if filters.first:
        rows = rows.filter(at__gte=_midnight(filters.first))
    if filters.last:
        rows = rows.filter(at__lt=_midnight(filters.last + timedelta(days=1)))
    if filters.subject:
        rows = rows.filter(subject_rows__subject_id=filters.subject)
    return rows.order_by("-at", "-seq")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
