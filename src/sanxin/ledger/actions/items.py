"""Opening an item, and holding it while a verb writes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.counters import draw
from sanxin.kernel.days import calendar_of
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.models import CoOperation, Item, Measure
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.queries.findable import entry_of
from sanxin.ledger.queries.sections import section_of
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules.kinds import Urgency
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class NewMeasure:
    """A measure as it is planned; somebody or some unit, and until when."""

    what: str
    due_on: date
    person: Person | None = None
    unit: Unit | None = None


@action
def open_item(
    *,
    office: Unit,
    title: str,
    owner: Person,
    by: Person,
    at: datetime,
    due_on: date | None = None,
    working_days: int | None = None,
    detail: str = "",
    place: Unit | None = None,
    place_text: str = "",
    kind: str = "",
    urgency: str = Urgency.ORDINARY,
    outcome_wanted: str = "",
    cost: str = "",
    verifier: Person | None = None,
    cooperating: Iterable[Unit] = (),
    measures: Sequence[NewMeasure] = (),
    source: str = "",
) -> Item:
    """Put something on the ledger under the next number. The deadline is a day, or so many working days from today.

    Refused: for another office's ledger, without a title or deadline, with a deadline in the past, an owner from
    another county, a verifier who is the owner or whom the owner names.
    """
    permissions.check_may_open(office.id, by)
    if verifier is not None and verifier.id != owner.id:
        permissions.check_may_name_verifier(owner.id, by)
    today = timezone.localdate(at)
    due = _deadline(office, due_on=due_on, working_days=working_days, today=today)
    _check(office, title=title, owner=owner, verifier=verifier)
    check_urgency(urgency)
    texts.check_fits(title=title, detail=detail, place_text=place_text, kind=kind, source=source)
    texts.check_fits(outcome_wanted=outcome_wanted, cost=cost)
    for new in measures:
        texts.check_fits(what=new.what)
    item = Item.objects.create(
        county_id=county_of(office),
        office=office,
        section=section_of(owner, office, today),
        year=today.year,
        number=next_number(office, today.year),
        title=title.strip(),
        detail=detail.strip(),
        place=place,
        place_text=place_text.strip(),
        kind=kind,
        urgency=urgency,
        source=source.strip(),
        cost=cost.strip(),
        outcome_wanted=outcome_wanted.strip(),
        owner=owner,
        verifier=verifier,
        opened_by=by,
        opened_at=at,
        first_due_on=due,
        due_on=due,
    )
    CoOperation.objects.bulk_create(CoOperation(item=item, unit=unit) for unit in dict.fromkeys(cooperating))
    Measure.objects.bulk_create(
        Measure(
            item=item, order=order, what=new.what, person=new.person, unit=new.unit, due_on=new.due_on, by=by, at=at
        )
        for order, new in enumerate(measures, start=1)
    )
    index(item)
    facts = {"number": item.code, "owner": owner.name, "due": f"{due:%m-%d}"}
    record(events.OPENED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return item


def next_number(office: Unit, year: int, *, many: int = 1) -> int:
    """Each office keeps a ledger of its own, numbered afresh each year."""
    return draw(county_of(office), f"ledger.item:{office.code}", year, many=many)


def county_of(office: Unit) -> UUID:
    assert office.county_id is not None, "an office stands below a county"
    return office.county_id


def index(item: Item) -> None:
    """Let the search find it, in the transaction of the verb."""
    search.put_many([entry_of(item)])


def _deadline(office: Unit, *, due_on: date | None, working_days: int | None, today: date) -> date:
    if due_on is None and working_days is None:
        raise Refused("ledger.open.no_due", _("要有期限：写一个日子，或写几个工作日。"), field="due_on")
    if due_on is None:
        assert working_days is not None
        if working_days < 1:
            raise Refused("ledger.open.no_days", _("工作日至少一个。"), field="working_days")
        return calendar_of(office.county_id).add(today, working_days)
    deadlines.check_due(due_on, today=today)
    return due_on


def _check(office: Unit, *, title: str, owner: Person, verifier: Person | None) -> None:
    if not title.strip():
        raise Refused("ledger.open.no_title", _("写一句是什么事。"), field="title")
    check_owner(office, owner)
    check_verifier(owner, verifier)


def check_owner(office: Unit, owner: Person) -> None:
    if owner.county_id != office.county_id:
        raise Refused("ledger.owner.elsewhere", _("{owner}不在本县，不能牵头。").format(owner=owner), field="owner")
    if owner.left_on is not None:
        raise Refused("ledger.owner.left", _("{owner}已经离开，另选一位牵头。").format(owner=owner), field="owner")


def check_urgency(urgency: str) -> None:
    if urgency not in Urgency.values:
        raise Refused("ledger.open.urgency", _("缓急只能选一般、紧急或特急。"), field="urgency")


def check_verifier(owner: Person, verifier: Person | None) -> None:
    if verifier is not None and verifier.id == owner.id:
        raise Refused("ledger.verifier.is_owner", _("核验人不能就是牵头人，另选一位。"), field="verifier")
