"""Once a day: who has to be told that a department's day is near, or past, gets a notice. Each step once."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import ngettext

from sanxin.kernel.notices import Due, queue, register
from sanxin.kernel.roles import Role
from sanxin.ledger.models import Linkage
from sanxin.ledger.queries.escalation import Holders, holders, open_questions, standing, still_at
from sanxin.ledger.rules.escalation import Step


def _soon(n: int) -> str:
    return ngettext("有 {n} 件联动快到期，还没有答复", "有 {n} 件联动快到期，还没有答复", n).format(n=n)


def _late(n: int) -> str:
    return ngettext("有 {n} 件联动到期没有答复", "有 {n} 件联动到期没有答复", n).format(n=n)


def _leader(n: int) -> str:
    return ngettext("有 {n} 件联动超期多日没有答复，请过问", "有 {n} 件联动超期多日没有答复，请过问", n).format(n=n)


KINDS = {
    Step.SOON: register("ledger.linkage.soon", _soon, still=still_at(Step.SOON)),
    Step.LATE: register("ledger.linkage.late", _late, still=still_at(Step.LATE, Step.LEADER)),
    Step.LEADER: register("ledger.linkage.leader", _leader, still=still_at(Step.LEADER)),
}


def escalate(now: datetime) -> int:
    """How many notices are new. Run twice, the second finds nothing to do."""
    today = timezone.localdate(now)
    asked = open_questions(today).order_by().values_list("item__county_id", flat=True).distinct()
    counties = [county for county in asked if county is not None]
    return sum([queue(due_in(county, today), county_id=county, at=now) for county in counties])


def due_in(county_id: UUID, today: date) -> Iterator[Due]:
    """What is to be told in one county on a day."""
    found = list(standing(county_id, today))
    held = holders({office for linkage, _step in found for office in (linkage.unit_id, linkage.item.office_id)}, today)
    for linkage, step in found:
        offices, persons = _told(linkage, step, held)
        yield Due(KINDS[step], linkage.id, linkage.due_on, offices, persons)


def _told(linkage: Linkage, step: Step, held: Holders) -> tuple[frozenset[UUID], frozenset[UUID]]:
    """Before: the department. The day after: the department and whoever leads the item. Then: the leaders of both."""
    unit, office = linkage.unit_id, linkage.item.office_id
    handlers = held.get((unit, Role.HANDLER), set())
    if step is Step.SOON:
        return frozenset({unit}), frozenset(handlers)
    if step is Step.LATE:
        return frozenset({unit, office}), frozenset({*handlers, linkage.item.owner_id})
    leaders = held.get((office, Role.LEADER), set()) | held.get((unit, Role.LEADER), set())
    return frozenset({office}), frozenset(leaders)
