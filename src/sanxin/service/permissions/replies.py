"""Who may answer somebody who spoke."""

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.service.models import Voice
from sanxin.service.permissions.voices import is_head_at


def check_may_tell(voice: Voice, owner_id: object, by: Person) -> None:
    if not may_tell(voice, owner_id, by):
        raise NotAllowed("service.reply.not_yours", _("回话由听到的人、牵头人或科室负责人来做。"))


def may_tell(voice: Voice, owner_id: object, by: Person) -> bool:
    """Who heard it, who owns the item or question (and works at this desk), or the section head."""
    at_desk = voice.office_id in by.sight.desk_offices
    heard = voice.heard_by_id == by.id and (at_desk or bool(by.sight.liaison_places))
    owns = owner_id == by.id and at_desk
    return heard or owns or is_head_at(voice.office_id, by)


def check_may_reveal(voice: Voice, by: Person) -> None:
    if voice.heard_by_id != by.id and voice.office_id not in by.sight.desk_offices:
        raise NotAllowed("service.contact.not_desk", _("联系方式只有本单位经办的人能看。"))
