"""The kinds of need an office sorts by: adding, retiring, taking back into use."""

from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.people.models import Person, Unit
from sanxin.service import events
from sanxin.service.models import NeedKind, NeedKindRetirement
from sanxin.service.permissions import members as permissions
from sanxin.service.queries.needs import standard_kinds
from sanxin.service.queries.vocabulary import held_in
from sanxin.service.rules import needs as rules


@action
def settle_kinds(office: Unit) -> None:
    """Write the kinds an office starts with, if it has none yet. Part of the first verb that needs them."""
    if not NeedKind.objects.filter(office=office).exists():
        NeedKind.objects.bulk_create(standard_kinds(office), ignore_conflicts=True)


@action
def add_kind(office: Unit, *, name: str, by: Person, at: datetime) -> NeedKind:
    """Refused: by anybody but a section head, without a name, twice."""
    permissions.check_may_keep_kinds(office.id, by)
    settle_kinds(office)
    locked(Unit.objects.filter(pk=office.pk)).get()  # two who add the same take turns
    held = held_in(NeedKind.objects.filter(office=office))
    rules.VOCABULARY.check_name(name, taken=held.in_use, retired=held.retired)
    assert office.county_id is not None
    kind = NeedKind.objects.create(county_id=office.county_id, office=office, name=name.strip(), order=held.last + 1)
    _record(events.NEED_KIND_ADDED, kind, by=by, at=at)
    return kind


@action
def retire_kind(kind: NeedKind, *, by: Person, at: datetime) -> NeedKindRetirement:
    """Offer it no more; who has it keeps it. Refused for the last one."""
    permissions.check_may_keep_kinds(kind.office_id, by)
    settle_kinds(kind.office)
    locked(Unit.objects.filter(pk=kind.office_id)).get()
    in_use = NeedKind.objects.filter(office=kind.office_id).in_use().count()
    rules.check_can_retire(in_use=in_use, retired=NeedKindRetirement.objects.filter(kind=kind).exists())
    row = NeedKindRetirement.objects.create(kind=kind, by=by, at=at)
    _record(events.NEED_KIND_RETIRED, kind, by=by, at=at)
    return row


@action
def restore_kind(kind: NeedKind, *, by: Person, at: datetime) -> NeedKind:
    permissions.check_may_keep_kinds(kind.office_id, by)
    gone, _rows = NeedKindRetirement.objects.filter(kind=kind).delete()
    rules.VOCABULARY.check_can_restore(retired=gone > 0)
    _record(events.NEED_KIND_RESTORED, kind, by=by, at=at)
    return kind


def _record(name: str, kind: NeedKind, /, *, by: Person, at: datetime) -> None:
    """Of an own kind the name is a value of the office, no word about anybody."""
    about, facts = [("service.need_kind", kind.id)], {"kind": kind.code or kind.name}
    record(name, county_id=kind.county_id, by=by, at=at, about=about, facts=facts)
