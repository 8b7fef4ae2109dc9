"""Who may register members in difficulty, look them up and name who keeps contact."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Unit
from sanxin.people.queries.pickers import people_of_offices
from sanxin.service.models import Member


def check_may_register(office: Unit, contact: Person | None, by: Person) -> None:
    """The office's desk; an officer registers those they keep contact with, a section head for everybody."""
    if office.id not in by.sight.desk_offices:
        raise NotAllowed("service.member.not_desk", _("困难党员由本单位的干部登记。"))
    if contact != by and not heads(office.id, by):
        raise NotAllowed("service.member.not_head", _("您只能登记自己联系的；别人联系的请科室负责人登记。"))


def check_may_import(office: Unit, by: Person) -> None:
    """Who brings in a whole list sees all of it."""
    if not heads(office.id, by):
        raise NotAllowed("service.members.not_head", _("整张名单由本单位的科室负责人导入。"))


def check_may_keep(member: Member, by: Person) -> None:
    """Naming a contact, taking somebody off the list."""
    if not heads(member.office_id, by):
        raise NotAllowed("service.member.not_head", _("联系人由科室负责人定，名单也由科室负责人改。"))


def check_may_reveal(member: Member, by: Person) -> None:
    if not Member.objects.visible_to(by).filter(pk=member.pk).exists():
        raise NotAllowed("service.member.not_contact", _("只有联系人和本单位的科室负责人能看。"))


def check_may_look_after(member: Member, by: Person) -> None:
    """Noting help, promises, consent, the next visit; correcting what stands there."""
    if not Member.objects.visible_to(by).filter(pk=member.pk).exists():
        raise NotAllowed("service.member.not_contact", _("只有联系人和本单位的科室负责人能办。"))


def check_may_keep_kinds(office_id: UUID, by: Person) -> None:
    if not heads(office_id, by):
        raise NotAllowed("service.need.not_head", _("困难类型由科室负责人来定。"))


def check_may_be_contacts(office_id: UUID, contacts: Iterable[Person]) -> None:
    """People at this desk today: others could not open what they are to look after. One query, however many."""
    wanted = list(contacts)
    able = people_of_offices([office_id], roles=DESK).filter(pk__in=[person.pk for person in wanted])
    known = set(able.values_list("pk", flat=True))
    for person in wanted:
        if person.pk not in known:
            sentence = _("{contact}不在本单位办事，另选一位联系人。").format(contact=person)
            raise Refused("service.member.contact", sentence, field="contact")


def heads(office_id: UUID, by: Person) -> bool:
    return office_id in by.sight.headed_offices


def heads_any(by: Person) -> bool:
    """Some section somewhere: only then there is a list to bring in."""
    return bool(by.sight.headed_offices)
