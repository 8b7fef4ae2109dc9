"""Prove the trail: walk the chain of one's county and of the installation, and note what was found."""

from datetime import datetime
from uuid import UUID

from sanxin.kernel import audit
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import NIL
from sanxin.kernel.models import ChainHead, Event
from sanxin.people import events, permissions
from sanxin.people.models import Person


def verify(county_id: UUID, *, by: Person, at: datetime) -> list[audit.Broken]:
    """The first broken row of each of the two chains, none if both are whole. Reads outside a transaction."""
    permissions.check_may_audit(county_id, by)
    broken = [row for chain in _chains(county_id) for row in audit.verify(chain)]
    _note(broken, county_id, by=by, at=at)
    return broken


def _chains(county_id: UUID) -> list[UUID]:
    """The county's chain, and that of the installation once something has happened to it."""
    own = Event.objects.filter(county_id=NIL).exists() or ChainHead.objects.filter(county_id=NIL).exists()
    return [county_id, NIL] if own else [county_id]


@action
def _note(broken: list[audit.Broken], county_id: UUID, *, by: Person, at: datetime) -> None:
    if broken:
        facts: dict[str, object] = {"first": broken[0].seq}
        record(events.TRAIL_BROKEN, county_id=county_id, by=by, at=at, about=[], facts=facts)
    else:
        rows = Event.objects.filter(county_id__in=[county_id, NIL]).count()
        record(events.TRAIL_WHOLE, county_id=county_id, by=by, at=at, about=[], facts={"rows": rows})
