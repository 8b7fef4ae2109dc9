"""Doors: opened for a village or the office, shut, opened again."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken
from sanxin.people.models import Person, Unit
from sanxin.public import events
from sanxin.public.models import PublicDoor
from sanxin.public.permissions import doors as permissions
from sanxin.public.rules import doors as rules


@action
def open_door(office: Unit, *, place: Unit | None, by: Person, at: datetime) -> PublicDoor:
    """A code for a village, or for the office itself. Refused where there is one."""
    permissions.check_may_keep(by, office.id)
    locked(Unit.objects.filter(pk=office.pk)).get()  # two who open the same door take turns
    known = PublicDoor.objects.filter(office=office, place=place).exists()
    rules.check_new(str(place or office), known=known)
    assert office.county_id is not None
    door = PublicDoor.objects.create(county_id=office.county_id, office=office, place=place, keeper=by, made_at=at)
    _record(events.DOOR_OPENED, door, by=by, at=at)
    return door


@action
def open_doors(office: Unit, *, places: Sequence[Unit], by: Person, at: datetime) -> list[PublicDoor]:
    """One for each village, all or none; without a village one for the office."""
    rules.check_many(len(places))
    wanted: list[Unit | None] = [*places] or [None]
    return [open_door(office, place=place, by=by, at=at) for place in wanted]


@action
def close_door(door: PublicDoor, *, seen: int, by: Person, at: datetime) -> PublicDoor:
    """Nothing more is taken in; what was said can still be followed."""
    return _turn(door, to=False, seen=seen, by=by, at=at)


@action
def reopen_door(door: PublicDoor, *, seen: int, by: Person, at: datetime) -> PublicDoor:
    """Under the same code; whoever opens it again listens from now on."""
    return _turn(door, to=True, seen=seen, by=by, at=at)


def _turn(door: PublicDoor, *, to: bool, seen: int, by: Person, at: datetime) -> PublicDoor:
    permissions.check_may_keep(by, door.office_id)
    fresh = locked(PublicDoor.objects.filter(pk=door.pk)).get()
    rules.check_changes(is_open=fresh.is_open, to=to)
    if seen != fresh.version:
        raise Overtaken("public.door.overtaken", _("同事刚改过这个码，没有存您的改动。请看过新的再改。"))
    fresh.is_open, fresh.version = to, fresh.version + 1
    if to:
        fresh.keeper = by
    fresh.save(update_fields=["is_open", "version", "keeper"])
    _record(events.DOOR_REOPENED if to else events.DOOR_CLOSED, fresh, by=by, at=at)
    return fresh


def _record(name: str, door: PublicDoor, *, by: Person, at: datetime) -> None:
    record(name, county_id=door.county_id, by=by, at=at, about=[("public.door", door.id)])
