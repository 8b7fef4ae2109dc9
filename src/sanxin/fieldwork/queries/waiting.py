"""What of fieldwork waits for somebody on Today: answers promised on visits."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.fieldwork.models import VisitLine
from sanxin.fieldwork.queries.visits import unanswered
from sanxin.kernel.waiting import Waiting
from sanxin.people.models import Person

MOST = 50


def waiting_for(person: Person, today: date) -> list[Waiting]:
    """One's own promises, oldest first; one query."""
    lines = VisitLine.objects.filter(visit__officer=person).select_related("voice", "visit__place__parent")
    rows = unanswered(lines.select_related("visit__member__village")).order_by("noted_at")[:MOST]
    return [_row(line, today) for line in rows]


def _row(line: VisitLine, today: date) -> Waiting:
    days = (today - timezone.localdate(line.noted_at)).days
    url = reverse("fieldwork:visit", args=[line.visit_id])
    return Waiting(
        section="owed",
        light_kind="wait",
        light_word=_("答应了 {n} 天").format(n=days) if days else _("今天答应的"),
        title=line.voice.heading,
        url=url,
        meta=line.visit.where,
        action_label=_("回话"),
        action_url=reverse("fieldwork:keep_promise", args=[line.pk]),
    )
