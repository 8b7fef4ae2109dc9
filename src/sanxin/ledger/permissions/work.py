"""Working on an item: progress, measures, evidence."""

from django.utils.translation import gettext as _

from sanxin.ledger.models import CoOperation, Item, Linkage, Measure
from sanxin.ledger.permissions.offices import answers_for, decides_at, refuse_unless, works_at
from sanxin.people.models import Person


def may_note(item: Item, person: Person) -> bool:
    """The owner, colleagues of the office, and whoever has a measure or an answer to give."""
    return item.owner_id == person.id or works_at(item.office_id, person) or _helps(item, person)


def check_may_note(item: Item, person: Person) -> None:
    words = _("记进展、传佐证由牵头人、本单位同事和参加办理的部门来做。")
    refuse_unless(may_note(item, person), "ledger.progress.not_yours", words)


def may_plan(item: Item, person: Person) -> bool:
    return item.owner_id == person.id or decides_at(item.office_id, person)


def check_may_plan(item: Item, person: Person) -> None:
    words = _("措施由牵头人或科室负责人来定。")
    refuse_unless(may_plan(item, person), "ledger.measure.not_yours", words)


def may_complete(measure: Measure, person: Person) -> bool:
    mine = person.id in {measure.item.owner_id, measure.person_id}
    return mine or (measure.unit_id is not None and answers_for(measure.unit_id, person))


def check_may_complete(measure: Measure, person: Person) -> None:
    words = _("这项措施由{who}来办，办完由{who}或牵头人来记。").format(who=measure.who)
    refuse_unless(may_complete(measure, person), "ledger.measure.others", words)


def _helps(item: Item, person: Person) -> bool:
    units = person.sight.handled_offices
    if Measure.objects.filter(item=item, person=person).exists():
        return True
    if not units:
        return False
    asked = Linkage.objects.filter(item=item, unit_id__in=units).exists()
    return asked or CoOperation.objects.filter(item=item, unit_id__in=units).exists()
