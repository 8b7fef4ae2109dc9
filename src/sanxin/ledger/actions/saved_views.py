"""Filters kept under a name. A matter of one person: no event, nobody else sees it."""

from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.ledger.models import SavedView
from sanxin.people.models import Person

MOST = 12
LEFT_OUT = frozenset({"page", "per", "size"})


@action
def save_view(*, by: Person, name: str, query: str) -> SavedView:
    """Keep a query under a name; the same name again replaces it. Refused beyond a dozen."""
    if not name.strip():
        raise Refused("ledger.view.no_name", _("给这个视图起个名字。"), field="name")
    kept = SavedView.objects.filter(person=by)
    if kept.count() >= MOST and not kept.filter(name=name.strip()).exists():
        raise Refused("ledger.view.too_many", _("最多存 {n} 个视图，先删一个再存。").format(n=MOST))
    pairs = [(key, value) for key, value in parse_qsl(query) if key not in LEFT_OUT]
    row, _made = SavedView.objects.update_or_create(
        person=by, name=name.strip()[:20], defaults={"query": urlencode(pairs)[:500]}
    )
    return row


@action
def drop_view(view: SavedView, *, by: Person) -> None:
    """Forget one of one's own."""
    SavedView.objects.filter(pk=view.pk, person=by).delete()
