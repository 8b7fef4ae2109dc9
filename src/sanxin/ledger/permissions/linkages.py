"""Asking another department, and answering for one."""

from django.utils.translation import gettext as _

from sanxin.ledger.models import Item, Linkage
from sanxin.ledger.permissions.offices import answers_for, refuse_unless, works_at
from sanxin.people.models import Person


def may_ask(item: Item, person: Person) -> bool:
    return item.owner_id == person.id or works_at(item.office_id, person)


def check_may_ask(item: Item, person: Person) -> None:
    words = _("请部门联动由牵头人或本单位同事来做。")
    refuse_unless(may_ask(item, person), "ledger.linkage.not_yours", words)


def may_answer(linkage: Linkage, person: Person) -> bool:
    return answers_for(linkage.unit_id, person)


def check_may_answer(linkage: Linkage, person: Person) -> None:
    words = _("请的是{unit}，要由{unit}的经办人来答复。").format(unit=linkage.unit)
    refuse_unless(may_answer(linkage, person), "ledger.linkage.other_unit", words)
