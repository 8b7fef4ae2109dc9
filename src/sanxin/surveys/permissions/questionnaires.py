"""Who writes and publishes questionnaires: the desk of the office; its leaders read."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person


def may_write(person: Person, office_id: UUID) -> bool:
    return office_id in person.sight.desk_offices


def check_may_write(person: Person, office_id: UUID) -> None:
    if not may_write(person, office_id):
        raise NotAllowed("surveys.questionnaire.not_desk", _("问卷由本单位的干部来写、来发布，您可以看。"))
