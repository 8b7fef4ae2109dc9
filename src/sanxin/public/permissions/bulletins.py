"""Who writes, approves and publishes bulletins. Everybody who works in the office reads them."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.public.models import Bulletin, BulletinVersion


def may_write(by: Person, office_id: UUID) -> bool:
    return office_id in by.sight.desk_offices


def check_may_write(by: Person, office_id: UUID) -> None:
    if not may_write(by, office_id):
        raise NotAllowed("public.bulletin.not_desk", _("通报由本单位的干部来写和发。"))


def may_decide(by: Person, bulletin: Bulletin, version: BulletinVersion) -> bool:
    return _decides_here(by, bulletin.office_id) and by.id not in {version.by_id, version.written_by_id}


def check_may_decide(by: Person, bulletin: Bulletin, version: BulletinVersion) -> None:
    if not _decides_here(by, bulletin.office_id):
        raise NotAllowed("public.bulletin.not_head", _("通报由科室负责人或领导来批。"))
    if not may_decide(by, bulletin, version):
        raise NotAllowed("public.bulletin.own", _("您写的、您报的，要请另一个人来批。"))


def _decides_here(by: Person, office_id: UUID) -> bool:
    return office_id in by.sight.headed_offices | by.sight.led_offices


def check_may_withdraw(by: Person, office_id: UUID) -> None:
    """Whoever wrote it may take it down at once, and whoever could have said no."""
    if not (may_write(by, office_id) or _decides_here(by, office_id)):
        raise NotAllowed("public.bulletin.not_ours", _("通报由发它的单位来撤。"))


def check_may_keep_phone(by: Person, office_id: UUID) -> None:
    if not _decides_here(by, office_id):
        raise NotAllowed("public.phone.not_head", _("对外公布的电话由科室负责人或领导来定。"))


def may_keep_phone(by: Person, office_id: UUID) -> bool:
    return _decides_here(by, office_id)
