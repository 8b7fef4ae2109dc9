"""What visits hold of a member who is to be forgotten goes with the rest; that somebody was there stays."""

from uuid import UUID

from sanxin.fieldwork.models import Visit, VisitCorrection

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
