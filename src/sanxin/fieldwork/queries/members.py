"""What visits know of members in difficulty, told to the room below that keeps the list."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Max

from sanxin.fieldwork.models import Visit


def last_visits(members: Collection[UUID]) -> dict[UUID, date]:
    """The latest day somebody was with each of them, whoever it was; one query."""
    rows = Visit.objects.filter(member__in=list(members)).order_by().values_list("member").annotate(last=Max("on"))
    return {member_id: last for member_id, last in rows if member_id is not None}
