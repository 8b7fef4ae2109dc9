"""The fields of an office: its rows, or the four it would start with."""

from uuid import UUID

from sanxin.people.models import Unit
from sanxin.topics.models import FieldOfConcern, VillageLimit
from sanxin.topics.rules.fields import FIRST, first_id
from sanxin.topics.rules.visits import TOPICS_A_VILLAGE


def first_fields(office: Unit) -> list[FieldOfConcern]:
    """Not written yet; their ids are those they will have."""
    assert office.county_id is not None
    return [
        FieldOfConcern(id=first_id(office.id, name), county_id=office.county_id, office=office, name=name, order=order)
        for order, name in enumerate(FIRST, start=1)
    ]


def fields_of(office: Unit) -> list[FieldOfConcern]:
    """Those in use, in order."""
    rows = list(FieldOfConcern.objects.filter(office=office).select_related("retirement"))
    return [row for row in rows if not hasattr(row, "retirement")] if rows else first_fields(office)


def all_fields_of(office: Unit) -> list[FieldOfConcern]:
    """Those retired too."""
    return list(FieldOfConcern.objects.filter(office=office).select_related("retirement")) or first_fields(office)


def limit_of(office_id: UUID) -> int:
    row = VillageLimit.objects.filter(office=office_id).first()
    return row.topics if row else TOPICS_A_VILLAGE
