"""Correcting what an item is about; who leads and until when have verbs of their own."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.actions.items import check_urgency, check_verifier, index
from sanxin.ledger.models import Item
from sanxin.ledger.permissions import items as permissions
from sanxin.ledger.rules import deadlines, texts
from sanxin.ledger.rules import items as rules
from sanxin.ledger.rules.items import EDITABLE
from sanxin.people.models import Person


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
        permissions.check_may_name_verifier(item.owner_id, by)
    if "title" in changed and not changes["title"].strip():
        raise Refused("ledger.open.no_title", _("写一句是什么事。"), field="title")
    check_urgency(changes.get("urgency", item.urgency) if "urgency" in changed else "")
    texts.check_fits(**{name: changes[name] for name in changed if name in texts.LIMITS})
    check_verifier(item.owner, changes.get("verifier", item.verifier))
    for name in changed:
        setattr(item, name, changes[name])
    settle(item, *changed)
    index(item)
    facts = {"what": rules.changed(changed)}
    record(events.EDITED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return item
