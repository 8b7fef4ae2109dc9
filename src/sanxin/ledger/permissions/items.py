"""Opening, taking on, changing and handing on an item."""

from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.models import Item
from sanxin.ledger.permissions.offices import decides_at, refuse_unless, works_at
from sanxin.people.models import Person


def may_open(office_id: UUID, person: Person) -> bool:
    return works_at(office_id, person)


def check_may_open(office_id: UUID, person: Person) -> None:
    words = _("只能往自己单位的台账里记。")
    refuse_unless(may_open(office_id, person), "ledger.open.other_office", words)


def may_accept(item: Item, person: Person) -> bool:
    return item.owner_id == person.id


def check_may_accept(item: Item, person: Person) -> None:
    words = _("这件由{owner}牵头，要由{owner}来认领。").format(owner=item.owner)
    refuse_unless(may_accept(item, person), "ledger.accept.not_owner", words)


def check_may_hand_back(item: Item, person: Person) -> None:
    words = _("这件由{owner}牵头，只有{owner}能退回。").format(owner=item.owner)
    refuse_unless(item.owner_id == person.id, "ledger.hand_back.not_owner", words)


def may_edit(item: Item, person: Person) -> bool:
    return person.id in {item.owner_id, item.opened_by_id} or decides_at(item.office_id, person)


def check_may_edit(item: Item, person: Person) -> None:
    words = _("基本情况由牵头人、立项人或科室负责人来改。")
    refuse_unless(may_edit(item, person), "ledger.edit.not_yours", words)


def check_may_name_verifier(owner_id: UUID, person: Person) -> None:
    """Who leads an item does not choose who looks at it, neither later nor on opening it."""
    words = _("这件是您自己牵头的，核验人由别人来定；先空着，科室负责人或领导都可核验。")
    if owner_id == person.id:
        raise NotAllowed("ledger.verifier.own_item", words, field="verifier")


def may_change_owner(item: Item, person: Person) -> bool:
    return item.opened_by_id == person.id or decides_at(item.office_id, person)


def check_may_change_owner(item: Item, person: Person) -> None:
    words = _("换牵头人由立项人、科室负责人或领导来定。")
    refuse_unless(may_change_owner(item, person), "ledger.owner.not_yours", words)


def may_suspend(item: Item, person: Person) -> bool:
    """Section head or leader, and never for an item of one's own: the clock of one's own work is stopped by others."""
    return decides_at(item.office_id, person) and item.owner_id != person.id


def check_may_suspend(item: Item, person: Person) -> None:
    words = _("暂停由科室负责人或领导来定。")
    refuse_unless(decides_at(item.office_id, person), "ledger.suspend.not_yours", words)
    own = _("这件是您自己牵头的，暂停要由别人来定。")
    refuse_unless(may_suspend(item, person), "ledger.suspend.own_item", own)


def may_resume(item: Item, person: Person) -> bool:
    """Going on earlier only takes time away, so that nobody needs to look."""
    return decides_at(item.office_id, person)


def check_may_resume(item: Item, person: Person) -> None:
    words = _("恢复办理由科室负责人或领导来定。")
    refuse_unless(may_resume(item, person), "ledger.resume.not_yours", words)


def may_withdraw(item: Item, person: Person) -> bool:
    return decides_at(item.office_id, person) and item.owner_id != person.id


def check_may_withdraw(item: Item, person: Person) -> None:
    words = _("不再办由科室负责人或领导来定。")
    refuse_unless(decides_at(item.office_id, person), "ledger.withdraw.not_yours", words)
    own = _("这件是您自己牵头的，办不办要由别人来定。")
    refuse_unless(may_withdraw(item, person), "ledger.withdraw.own_item", own)


def may_take_over_done(office_id: UUID, person: Person) -> bool:
    """Only a section head's word makes an item done because an older ledger says so."""
    return office_id in person.sight.headed_offices


def may_reopen(item: Item, person: Person) -> bool:
    """Anybody at work in the county: whoever hears that it is not solved must be able to say so."""
    return item.county_id in person.sight.counties and person.sight.has(*WORKERS)


def check_may_reopen(item: Item, person: Person) -> None:
    refuse_unless(may_reopen(item, person), "ledger.reopen.not_yours", _("重新办理由本县的工作人员提出。"))
