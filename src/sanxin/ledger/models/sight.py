"""Which items a person may read: docs/map.md, "Sight"."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from sanxin.people.models import Person

MOST = 500
"""So many items of other offices are named one by one; above, each query asks the four tables itself."""


def by_id(person: Person) -> Q:
    """For items asked by id: the database looks at those rows and need not know what else there is."""
    sight = person.sight
    mine = Q(office_id__in=sight.work_offices) | Q(owner_id=person.id) | Q(verifier_id=person.id)
    if asked := sight.handled_offices | sight.desk_offices:
        linked = _rows("Linkage").filter(unit_id__in=asked).values("item_id")
        helping = _rows("CoOperation").filter(unit_id__in=asked).values("item_id")
        mine |= Q(pk__in=linked) | Q(pk__in=helping)
    return mine


def of_many(person: Person) -> Q:
    """For lists. Whoever works in an office mostly sees that office's items and few others or none.

    Asking first which others there are keeps the list on one index instead of an OR over four tables.
    """
    own = Q(office_id__in=person.sight.work_offices)
    others = list(_elsewhere(person)[: MOST + 1])
    if len(others) > MOST:
        return by_id(person)
    return own | Q(pk__in=others) if others else own


def _elsewhere(person: Person) -> QuerySet[Any, UUID]:
    """Items of other offices: led, to be verified, or where the person's office is asked or works along. One query."""
    sight = person.sight
    own, asked = sight.work_offices, sight.handled_offices | sight.desk_offices
    led = _rows("Item").filter(_outside("office_id", own), owner_id=person.id)
    verified = _rows("Item").filter(_outside("office_id", own), verifier_id=person.id)
    parts = [led.values_list("pk", flat=True), verified.values_list("pk", flat=True)]
    if asked:
        outside = _outside("item__office_id", own)
        parts += [
            _rows(name).filter(outside, unit_id__in=asked).values_list("item_id", flat=True)
            for name in ("Linkage", "CoOperation")
        ]
    return parts[0].union(*parts[1:], all=True)


def _outside(field: str, offices: Collection[UUID]) -> Q:
    """In none of these offices, said as the ranges between them: an index takes those, NOT IN reads all rows."""
    if not offices:
        return Q()
    ordered = sorted(offices)
    outside = Q(**{f"{field}__lt": ordered[0]}) | Q(**{f"{field}__gt": ordered[-1]})
    for low, high in pairwise(ordered):
        outside |= Q(**{f"{field}__gt": low, f"{field}__lt": high})
    return outside


def _rows(model: str) -> QuerySet[Any, Any]:
    """Rows of a model of this app; the models themselves import this file."""
    rows: QuerySet[Any, Any] = apps.get_model("ledger", model)._default_manager.order_by()
    return rows
