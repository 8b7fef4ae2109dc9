"""The desk of the office asks, moderates, counts and holds; its leaders read what came of it."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person


def may_keep(by: Person, office_id: UUID) -> bool:
    """Raw words (statements that wait, minutes) are read by the same people."""
    return office_id in by.sight.desk_offices


def check_may_keep(by: Person, office_id: UUID) -> None:
    if not may_keep(by, office_id):
        raise NotAllowed("dialogues.not_desk", _("议题由本单位的干部来办，您可以看结果。"))
