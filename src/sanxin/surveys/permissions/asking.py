"""Who asks, types, delivers and listens: the desk of the office; its leaders read the results."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person


def may_ask(by: Person, office_id: UUID) -> bool:
    return office_id in by.sight.desk_offices


def check_may_ask(by: Person, office_id: UUID) -> None:
    if not may_ask(by, office_id):
        raise NotAllowed("surveys.link.not_desk", _("发码、收答卷由本单位的干部来做。"))


def check_may_listen(by: Person, office_id: UUID) -> None:
    if not may_ask(by, office_id):
        raise NotAllowed("surveys.meeting.not_desk", _("座谈和访谈由本单位的干部来记，别人看不到记录。"))
