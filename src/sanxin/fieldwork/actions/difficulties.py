"""A difficulty heard on a visit becomes a ledger item, in one tap."""

from datetime import datetime

from django.utils.translation import gettext as _

from sanxin.fieldwork import events
from sanxin.fieldwork.models import Visit, VisitLine
from sanxin.fieldwork.permissions import visits as permissions
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.ledger.actions import items
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.actions.links import tie
from sanxin.service.models import VoiceItem

WORKING_DAYS = 15
"""Until when, if nobody says otherwise: three weeks, as the ledgers we have seen give a village's request. Who takes
the item on can ask for another day."""
LONGEST_TITLE = 120


@action
def open_item(line: VisitLine, *, by: Person, at: datetime) -> Item:
    """Whoever asks leads the item. Twice gives the same item: by this door a sentence leads to one at most."""
    permissions.check_may_open_item(line, by)
    if tied := VoiceItem.objects.filter(voice_id=line.voice_id).select_related("item").first():
        return tied.item
    item = item_of(line.voice.text, line.visit, by=by, at=at)
    settle(line, item, by=by, at=at)
    if not line.is_difficulty:
        line.is_difficulty = True
        line.save(update_fields=["is_difficulty"])
    return item


def item_of(text: str, visit: Visit, *, by: Person, at: datetime) -> Item:
    """The item of a sentence, inside the transaction of a verb.

    It comes before the verb's other events: a number is drawn before the chain of events is held, here as everywhere,
    or two who write at once would wait for each other.
    """
    words = " ".join(text.split())
    fits = len(words) <= LONGEST_TITLE
    return items.open_item(
        office=visit.office,
        title=words if fits else f"{words[: LONGEST_TITLE - 1]}…",
        detail="" if fits else text,
        owner=by,
        place=visit.place or (visit.member.village if visit.member else None),
        place_text=visit.place_text,
        working_days=WORKING_DAYS,
        source=_("走访"),
        by=by,
        at=at,
    )


def settle(line: VisitLine, item: Item, *, by: Person, at: datetime) -> None:
    """The sentence stands behind the item from now on."""
    tie([line.voice], item, by=by, at=at)
    about = [("fieldwork.visit", line.visit_id), ("ledger.item", item.id)]
    record(events.DIFFICULTY_OPENED, county_id=item.county_id, by=by, at=at, about=about, facts={"item": item.code})
