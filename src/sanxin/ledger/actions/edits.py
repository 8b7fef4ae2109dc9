"""Correcting what an item is about; who leads and until when have verbs of their own."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django_stubs_ext import StrOrPromise

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.items import check_verifier, index
from sanxin.ledger.models import Item
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines
from sanxin.people.models import Person

EDITABLE: dict[str, StrOrPromise] = {
    "title": gettext_lazy("事项"),
    "detail": gettext_lazy("情况"),
    "place": gettext_lazy("地点"),
    "place_text": gettext_lazy("具体位置"),
    "kind": gettext_lazy("类别"),
    "urgency": gettext_lazy("缓急"),
    "source": gettext_lazy("来源"),
    "cost": gettext_lazy("费用"),
    "outcome_wanted": gettext_lazy("办成的样子"),
    "verifier": gettext_lazy("核验人"),
}


@action
def edit_item(item: Item, *, by: Person, seen: int, at: datetime, **changes: Any) -> Item:
    """Change basic facts (the keys of EDITABLE). Nothing changed writes nothing.

    Refused: by people it does not concern, without a title, an owner who names another verifier for their own item.
    """
    item = claim(item, seen=seen)
    permissions.check_may_edit(item, by)
    deadlines.check_is_open(item.stage)
    if strangers := set(changes) - set(EDITABLE):
        raise TypeError(f"edit_item does not change {sorted(strangers)}")
    changed = [name for name, value in changes.items() if getattr(item, name) != value]
    if not changed:
        return item
    if "verifier" in changed:
        permissions.check_may_name_verifier(item, by)
    if "title" in changed and not changes["title"].strip():
        raise Refused("ledger.open.no_title", _("写一句是什么事。"), field="title")
    check_verifier(item.owner, changes.get("verifier", item.verifier))
    for name in changed:
        setattr(item, name, changes[name])
    settle(item, *changed)
    index(item)
    with override("zh-hans"):  # facts are kept in one language, whoever acts
        facts = {"what": "、".join(str(EDITABLE[name]) for name in changed)}
    record(events.EDITED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return item
