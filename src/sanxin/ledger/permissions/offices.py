"""What somebody is at the office an item belongs to."""

from uuid import UUID

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person


def works_at(office_id: UUID, person: Person) -> bool:
    """Officer, section head or leader there."""
    return office_id in person.sight.work_offices


def decides_at(office_id: UUID, person: Person) -> bool:
    """Section head or leader there."""
    return office_id in person.sight.headed_offices | person.sight.led_offices


def answers_for(unit_id: UUID, person: Person) -> bool:
    """Speaks for a department, township or village that was asked."""
    sight = person.sight
    return unit_id in sight.handled_offices or unit_id in sight.work_offices


def refuse_unless(allowed: bool, code: str, sentence: str) -> None:
    if not allowed:
        raise NotAllowed(code, sentence)
