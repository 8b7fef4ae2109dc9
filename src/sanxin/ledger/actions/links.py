"""Links for departments without an account: given out, renewed, taken back, found by their secret."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.linkages import check_unsettled
from sanxin.ledger.models import Linkage, LinkageLink
from sanxin.ledger.permissions import linkages as permissions
from sanxin.ledger.rules import deadlines
from sanxin.ledger.rules import linkages as rules
from sanxin.people import tokens
from sanxin.people.models import Person


@dataclass(frozen=True)
class Issued:
    """A link and its secret, which nobody can read again."""

    link: LinkageLink
    secret: str


@action
def issue_link(linkage: Linkage, *, holder: str, days: int, by: Person, at: datetime) -> Issued:
    """A link good for so many days; an earlier one of this department stops working in the same breath.

    Refused for strangers to the item, once it is answered or over, and without a name of whoever gets it.
    """
    item = claim(linkage.item)
    permissions.check_may_ask(item, by)
    deadlines.check_is_open(item.stage)
    check_unsettled(linkage)
    rules.check_holder(holder)
    rules.check_link_days(days)
    renewed = LinkageLink.objects.filter(linkage=linkage, revoked_at=None).update(revoked_at=at)
    secret = tokens.fresh()
    link = LinkageLink.objects.create(
        linkage=linkage,
        secret_sha256=tokens.digest(secret),
        holder=holder.strip(),
        issued_by=by,
        issued_at=at,
        expires_at=rules.link_ends(at, days),
    )
    settle(item)
    until = f"{timezone.localtime(link.expires_at):%m-%d}"
    name = events.LINK_RENEWED if renewed else events.LINK_ISSUED
    _record(name, linkage, link, by=by, at=at, until=until, holder=link.holder)
    return Issued(link, secret)


@action
def revoke_link(linkage: Linkage, *, by: Person, at: datetime) -> None:
    """From now on it opens nothing. Refused where there is none that works."""
    item = claim(linkage.item)
    permissions.check_may_ask(item, by)
    link = LinkageLink.objects.live(at).filter(linkage=linkage).first()
    if link is None:
        raise Refused("ledger.link.none", _("没有能用的链接：没发过，或者已经收回、过期。"))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    settle(item)
    _record(events.LINK_REVOKED, linkage, link, by=by, at=at)


def find_link(secret: str) -> LinkageLink | None:
    """By its secret, whatever has become of it."""
    rows = LinkageLink.objects.select_related("linkage__item__office", "linkage__unit")
    return rows.filter(secret_sha256=tokens.digest(secret)).first()


def _record(name: str, linkage: Linkage, link: LinkageLink, *, by: Person, at: datetime, **facts: str) -> None:
    about = [("ledger.item", linkage.item_id), ("ledger.linkage", linkage.id), ("ledger.link", link.id)]
    said = {"unit": str(linkage.unit), **facts}
    record(name, county_id=linkage.item.county_id, by=by, at=at, about=about, facts=said)
