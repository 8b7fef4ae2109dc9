"""The fields of concern of an office: adding, renaming, retiring, restoring; and the limit of visits."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person, Unit
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_field
from sanxin.topics.models import FieldOfConcern, FieldRetirement, VillageLimit
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.fields import first_fields
from sanxin.topics.rules import fields as rules
from sanxin.topics.rules.visits import check_limit


@action
def settle_first_fields(office: Unit) -> None:
    """Write the fields an office starts with, if it has none yet. Part of the first verb that needs them."""
    if not FieldOfConcern.objects.filter(office=office).exists():
        FieldOfConcern.objects.bulk_create(first_fields(office), ignore_conflicts=True)


@action
def add_field(office: Unit, *, name: str, by: Person, at: datetime) -> FieldOfConcern:
    """Refused: by anybody but a section head, without a name, twice."""
    permissions.check_may_keep(office.id, by)
    settle_first_fields(office)
    _check_name(office.id, name)
    assert office.county_id is not None
    last = FieldOfConcern.objects.filter(office=office).aggregate(last=Max("order"))["last"] or 0
    field = FieldOfConcern.objects.create(county_id=office.county_id, office=office, name=name.strip(), order=last + 1)
    _record(events.FIELD_ADDED, field, by=by, at=at, name=field.name)
    return field


@action
def rename_field(field: FieldOfConcern, *, name: str, by: Person, seen: int, at: datetime) -> FieldOfConcern:
    permissions.check_may_keep(field.office_id, by)
    field = claim_field(field, seen=seen)
    _check_name(field.office_id, name, but=field)
    old, field.name = field.name, name.strip()
    field.save(update_fields=["version", "name"])
    _record(events.FIELD_RENAMED, field, by=by, at=at, old=old, new=field.name)
    return field


@action
def retire_field(field: FieldOfConcern, *, by: Person, seen: int, at: datetime) -> FieldRetirement:
    """Offer it no more. Refused for the last one."""
    permissions.check_may_keep(field.office_id, by)
    field = claim_field(field, seen=seen)
    rules.check_can_retire(
        FieldOfConcern.objects.filter(office=field.office_id).in_use().count(),
        retired=FieldRetirement.objects.filter(field=field).exists(),
    )
    row = FieldRetirement.objects.create(field=field, by=by, at=at)
    field.save(update_fields=["version"])
    _record(events.FIELD_RETIRED, field, by=by, at=at, name=field.name)
    return row


@action
def restore_field(field: FieldOfConcern, *, by: Person, seen: int, at: datetime) -> FieldOfConcern:
    permissions.check_may_keep(field.office_id, by)
    field = claim_field(field, seen=seen)
    gone, _rows = FieldRetirement.objects.filter(field=field).delete()
    if not gone:
        raise Refused("topics.field.in_use", _("这个领域没有停用。"))
    field.save(update_fields=["version"])
    _record(events.FIELD_RESTORED, field, by=by, at=at, name=field.name)
    return field


@action
def set_village_limit(office: Unit, *, topics: int, by: Person, at: datetime) -> VillageLimit:
    """How many topics may go to one village in a month before planners are warned."""
    permissions.check_may_keep(office.id, by)
    check_limit(topics)
    row, _made = VillageLimit.objects.update_or_create(office=office, defaults={"topics": topics, "by": by, "at": at})
    assert office.county_id is not None
    record(
        events.LIMIT_SET,
        county_id=office.county_id,
        by=by,
        at=at,
        about=[("topics.limit", rules.limit_id(office.id))],
        facts={"topics": topics},
    )
    return row


def _check_name(office_id: UUID, name: str, but: FieldOfConcern | None = None) -> None:
    others = FieldOfConcern.objects.filter(office=office_id)
    others = others.exclude(pk=but.pk) if but else others
    rules.check_name(
        name,
        taken=set(others.in_use().values_list("name", flat=True)),
        retired=set(others.exclude(retirement=None).values_list("name", flat=True)),
    )


def _record(name: str, field: FieldOfConcern, /, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("topics.field", field.id)]
    record(name, county_id=field.county_id, by=by, at=at, about=about, facts=facts)
