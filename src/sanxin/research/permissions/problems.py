"""Who may do what with problems: the desk of the office does everything, its leaders read."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person


def may_work(person: Person, office_id: UUID) -> bool:
    return office_id in person.sight.desk_offices


def check_may_work(person: Person, office_id: UUID) -> None:
    if not may_work(person, office_id):
        raise NotAllowed("research.problem.not_desk", _("问题由本单位的干部整理，您可以看，不能改。"))


def may_read_voices(person: Person, office_id: UUID) -> bool:
    """Leaders see totals and quotes; whole voices only the desk."""
    return office_id in person.sight.desk_offices


def may_weigh(person: Person, office_id: UUID) -> bool:
    return office_id in person.sight.headed_offices


def check_may_weigh(person: Person, office_id: UUID) -> None:
    if not may_weigh(person, office_id):
        raise NotAllowed("research.weights.not_head", _("热度的权重由科室负责人改，您可以看。"))
