"""What was agreed goes on the ledger: numbered, owned, due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sanxin.dialogues import events
from sanxin.dialogues.actions.claims import claim_dialogue
from sanxin.dialogues.actions.noting import note_dialogue
from sanxin.dialogues.models import Agreement, Dialogue, FollowUp
from sanxin.dialogues.permissions import conversations as permissions
from sanxin.dialogues.rules import dialogues as rules
from sanxin.kernel.actions import action
from sanxin.ledger.actions.items import open_item
from sanxin.ledger.models import Item
from sanxin.people.models import Person, Unit


@dataclass(frozen=True)
class Wanted:
    """One agreement as a matter of the ledger."""

    agreement: Agreement
    owner: Person
    working_days: int
    title: str = ""
    """The agreement's own words unless given."""


@action
def follow_up(dialogue: Dialogue, wanted: Sequence[Wanted], *, by: Person, at: datetime) -> list[Item]:
    """Open an item for each, all or none. Refused: not held, nothing chosen, one that is on the ledger already."""
    permissions.check_may_keep(by, dialogue.conversation.office_id)
    fresh = claim_dialogue(dialogue)
    ids = [one.agreement.pk for one in wanted]
    ours = fresh.agreements.filter(pk__in=ids).count()
    followed = FollowUp.objects.filter(agreement__in=ids).exists() or len(set(ids)) < len(ids)
    rules.check_follow_ups(held=fresh.held is not None, chosen=ours if ours == len(set(ids)) else 0, followed=followed)
    villages = list(fresh.villages.all())
    items = [_open(fresh, one, villages, by=by, at=at) for one in wanted]
    also = [("ledger.item", item.id) for item in items]
    note_dialogue(events.FOLLOWED_UP, fresh, by=by, at=at, also=also, items="、".join(item.code for item in items))
    return items


def _open(dialogue: Dialogue, one: Wanted, villages: Sequence[Unit], *, by: Person, at: datetime) -> Item:
    item = open_item(
        office=dialogue.conversation.office,
        title=one.title.strip() or one.agreement.text,
        owner=one.owner,
        by=by,
        at=at,
        working_days=one.working_days,
        detail=one.agreement.text,
        place=villages[0] if len(villages) == 1 else None,
        place_text="" if len(villages) == 1 else "、".join(str(village) for village in villages)[:120],
        source=dialogue.title,
    )
    FollowUp.objects.create(agreement=one.agreement, item=item, by=by, at=at)
    return item
