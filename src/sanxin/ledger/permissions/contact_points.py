"""Who says which department helps which village: the desk of an office of that county."""

from django.utils.translation import gettext as _

from sanxin.kernel.roles import DESK
from sanxin.ledger.permissions.offices import refuse_unless
from sanxin.people.models import Person, Unit


def may_keep(person: Person) -> bool:
    return bool(person.sight.desk_offices)


def check_may_keep(village: Unit, person: Person) -> None:
    allowed = person.sight.has(*DESK) and village.county_id in person.sight.counties
    refuse_unless(allowed, "ledger.contact_point.not_yours", _("联系点由本县（市、区）的干部、科室负责人来登记。"))
