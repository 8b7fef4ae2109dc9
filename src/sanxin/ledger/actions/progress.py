"""What has been done so far."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.refusals import Refused
from sanxin.ledger import events
from sanxin.ledger.actions.claims import claim, settle
from sanxin.ledger.models import Item, Progress
from sanxin.ledger.permissions import work as permissions
from sanxin.ledger.rules import deadlines, texts
from sanxin.people.models import Person

SHORT = 80
"""So much of a text stands in the timeline."""


@action
def note_progress(item: Item, *, by: Person, text: str, at: datetime, seen: int | None = None) -> Progress:
    """Add what happened. Never changed afterwards; two people may add at the same time."""
    item = claim(item, seen=seen)
    permissions.check_may_note(item, by)
    deadlines.check_is_workable(item.stage)
    if not text.strip():
        raise Refused("ledger.progress.empty", _("写一句办到哪一步了。"), field="text")
    texts.check_fits(text=text)
    row = Progress.objects.create(item=item, text=text.strip(), by=by, at=at)
    settle(item)
    facts = {"text": shortened(row.text)}
    record(events.PROGRESS_NOTED, county_id=item.county_id, by=by, at=at, about=[("ledger.item", item.id)], facts=facts)
    return row


def shortened(text: str) -> str:
    """One line of at most SHORT characters."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"
