"""Who opens and shuts doors: the desk of the office. Its leaders read the page."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person


def may_keep(by: Person, office_id: UUID) -> bool:
    return office_id in by.sight.desk_offices


def check_may_keep(by: Person, office_id: UUID) -> None:
    if not may_keep(by, office_id):
        raise NotAllowed("public.door.not_desk", _("码由本单位的干部来开和停。"))
