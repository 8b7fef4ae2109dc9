"""Whose ledger somebody writes in."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person, Unit


def desk_of(person: Person) -> Unit:
    """The person's own desk; with several, the first in the tree. Leaders write in the office they lead."""
    sight = person.sight
    office = Unit.objects.filter(pk__in=sight.desk_offices or sight.work_offices).first()
    if office is None:
        raise NotAllowed("ledger.open.other_office", _("只能往自己单位的台账里记。"))
    return office
