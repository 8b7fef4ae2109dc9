"""What visits and handovers hold of a member who is to be forgotten goes with the rest; that somebody was there, and
that they were handed on, stays."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from sanxin.fieldwork.models import Handover, Visit, VisitCorrection
from sanxin.fieldwork.queries.handovers import over_since, with_words
from sanxin.kernel import clock
from sanxin.kernel.actions import action
from sanxin.service.rules.retention import erased_on

NOTHING = "{}"


def forget_household(member_id: UUID) -> int:
    """Blank the words about the household, as they stand and as they stood before; how many visits had any.

    Part of `service.actions.erasures.erase`, inside its transaction and under its event.
    """
    rows = Visit.objects.filter(member=member_id).order_by()
    held = rows.exclude(household="", note="").count()
    rows.update(household="", note="")
    VisitCorrection.objects.filter(visit__in=rows.values("pk")).update(before=NOTHING)
    return held


def forget_handed(member_id: UUID) -> int:
    """Blank what was said when they were handed on; how many handovers had any. A note about several goes whole: nobody
    can tell which sentence was whose. Part of `erase`, as above."""
    return _blank([row.pk for row in with_words().filter(targets__member=member_id).distinct()])


@action
def forget_notes(now: datetime) -> int:
    """What was said about a handover that has been over as long as a member off the list is kept; gives how many."""
    today = timezone.localdate(now)
    due = [
        row.pk
        for row in with_words().select_related("answer", "end")
        if (since := over_since(row)) is not None and erased_on(since, settings.MEMBER_KEPT_MONTHS) <= today
    ]
    return _blank(due)


def _blank(handovers: list[UUID]) -> int:
    return Handover.objects.filter(pk__in=handovers).update(note="", note_erased_on=clock.today())
