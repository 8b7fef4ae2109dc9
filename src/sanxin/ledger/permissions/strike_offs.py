"""Four eyes: who asks is never who verifies."""

from django.utils.translation import gettext as _

from sanxin.ledger.models import Item, StrikeOffRequest
from sanxin.ledger.permissions.offices import decides_at, refuse_unless
from sanxin.people.models import Person


def may_request(item: Item, person: Person) -> bool:
    return item.owner_id == person.id


def check_may_request(item: Item, person: Person) -> None:
    words = _("销号由牵头人{owner}来申请。").format(owner=item.owner)
    refuse_unless(may_request(item, person), "ledger.strike_off.not_owner", words)


def may_verify(item: Item, person: Person) -> bool:
    """The verifier named on the item, or a section head or leader of its office; never its owner."""
    if item.owner_id == person.id:
        return False
    return item.verifier_id == person.id or decides_at(item.office_id, person)


def check_may_verify(item: Item, person: Person, *, request: StrikeOffRequest | None = None) -> None:
    own = _("这件是您自己牵头的，要由别人来核验。")
    refuse_unless(item.owner_id != person.id, "ledger.strike_off.own_item", own)
    asked = _("销号是您自己申请的，要由别人来核验。")
    refuse_unless(request is None or request.by_id != person.id, "ledger.strike_off.own_request", asked)
    words = _("核验由指定的核验人、科室负责人或领导来做。")
    refuse_unless(may_verify(item, person), "ledger.strike_off.not_verifier", words)
