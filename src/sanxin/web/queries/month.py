"""The month of one's own office in four figures. Of units, never of people; each opens the rows it counts."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from sanxin.fieldwork.models import Visit
from sanxin.kernel.words import in_english
from sanxin.ledger.models import Item
from sanxin.ledger.queries.kept import Kept
from sanxin.people.models import Person, Unit
from sanxin.service.models import Voice


@dataclass(frozen=True)
class OfficeMonth:
    office: Unit
    month: date
    figures: list[dict[str, Any]]
    """As `ui/stat.html` takes them."""

    @property
    def heading(self) -> str:
        name = date_format(self.month, "F") if in_english() else f"{self.month.month} 月"
        return f"{self.office} {name}"


@dataclass(frozen=True)
class _Counts:
    villages: int
    voices: int
    struck: int
    open: int
    overdue: int


def office_month(person: Person, day: date) -> OfficeMonth | None:
    """Nothing for who works in no office or in several. One query while nothing happens, six after an event."""
    offices = person.sight.work_offices
    if len(offices) != 1:
        return None
    [office_id] = offices
    first = day.replace(day=1)
    counts = Kept(person, day).get("today.month", lambda: _count(office_id, first, day))
    return OfficeMonth(Unit.objects.get(pk=office_id), first, _shown(counts, office_id, first, person))


def _count(office_id: UUID, first: date, day: date) -> _Counts:
    items = Item.objects.filter(office=office_id).order_by()
    begins = timezone.make_aware(datetime.combine(first, time()))
    visits = Visit.objects.filter(office=office_id, on__gte=first, on__lte=day, place__isnull=False)
    return _Counts(
        villages=visits.order_by().values("place").distinct().count(),
        voices=Voice.objects.filter(office=office_id, heard_at__gte=begins).order_by().count(),
        struck=items.struck_off().filter(struck_off_on__gte=first).count(),
        open=items.open().count(),
        overdue=items.overdue(day).count(),
    )


def _shown(counts: _Counts, office_id: UUID, first: date, person: Person) -> list[dict[str, Any]]:
    ledger = reverse("ledger:items")
    voices = f"{reverse('service:voices')}?since={first}" if person.sight.desk_offices else ""
    visits = f"{reverse('fieldwork:visits')}?since={first}" if person.sight.headed_offices else ""
    late = ngettext("在办，{n} 件超期", "在办，{n} 件超期", counts.overdue).format(n=counts.overdue)
    struck, running = f"{ledger}?view=struck&struck_in=month", f"{ledger}?view=open"
    return [
        {"value": counts.villages, "unit": pgettext("figure", "个村"), "label": _("走访到村"), "url": visits},
        {"value": counts.voices, "unit": pgettext("figure", "条"), "label": _("听到的声音"), "url": voices},
        {
            "value": counts.struck,
            "unit": pgettext("figure", "件"),
            "label": _("本月销号"),
            "url": f"{struck}&office={office_id}",
        },
        {
            "value": counts.open,
            "unit": pgettext("figure", "件"),
            "label": late if counts.overdue else pgettext("figure", "在办"),
            "url": f"{running}&office={office_id}",
        },
    ]
