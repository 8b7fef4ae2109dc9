"""Who asks for more time, and who decides it."""

from django.utils.translation import gettext as _

from sanxin.ledger.models import ExtensionRequest, Item
from sanxin.ledger.permissions.offices import decides_at, refuse_unless
from sanxin.people.models import Person


def may_ask(item: Item, person: Person) -> bool:
    return item.owner_id == person.id


def check_may_ask(item: Item, person: Person) -> None:
    words = _("延期由牵头人{owner}来申请。").format(owner=item.owner)
    refuse_unless(may_ask(item, person), "ledger.extension.not_owner", words)


def may_decide(request: ExtensionRequest, person: Person) -> bool:
    """Never for oneself: neither whoever asked nor who leads the item by now."""
    return person.id not in {request.by_id, request.item.owner_id} and decides_at(request.item.office_id, person)


def check_may_decide(request: ExtensionRequest, person: Person) -> None:
    own = _("延期是您自己申请的，要由别人来定。")
    refuse_unless(request.by_id != person.id, "ledger.extension.own_request", own)
    leads = _("这件是您自己牵头的，延期要由别人来定。")
    refuse_unless(request.item.owner_id != person.id, "ledger.extension.own_item", leads)
    words = _("延期由科室负责人或领导来定。")
    refuse_unless(may_decide(request, person), "ledger.extension.not_yours", words)
