"""Who gives out a link to a department, and what whoever holds one may do."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.ledger.models import Linkage, LinkageLink
from sanxin.ledger.permissions import linkages
from sanxin.people.models import Person

Hand = Person | LinkageLink
"""Whoever acts for the department that was asked."""


def check_hand(linkage: Linkage, by: Hand, at: datetime) -> None:
    """Somebody of the department, or a link that holds at this moment. Ask while the item is held: a link that is
    taken back in the same breath is then either before or behind, never in between."""
    if not isinstance(by, LinkageLink):
        linkages.check_may_answer(linkage, by)
        return
    if not LinkageLink.objects.live(at).filter(pk=by.pk, linkage=linkage).exists():
        raise Refused("ledger.link.dead", _("这条链接已经收回或过期，没有办成。请联系发链接给您的人。"))
