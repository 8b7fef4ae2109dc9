"""What is being typed, kept by the server for browsers that cannot keep it. No event: nothing has been said yet."""

from datetime import datetime

from sanxin.fieldwork.models import VisitDraft
from sanxin.kernel.actions import action
from sanxin.people.models import Person

LONGEST = 60_000
"""More than a visit can hold; what is longer is cut by nobody and simply not kept."""


@action
def keep(values: str, *, by: Person, at: datetime) -> None:
    """The latest replaces the one before; nothing typed drops it."""
    if not values:
        VisitDraft.objects.filter(person=by).delete()
    elif len(values) <= LONGEST:
        VisitDraft.objects.update_or_create(person=by, defaults={"values": values, "at": at})
