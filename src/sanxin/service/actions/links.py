"""Voices and the ledger item that answers them."""

from collections.abc import Sequence
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service import events
from sanxin.service.models import Voice, VoiceItem
from sanxin.service.permissions import links as permissions

SUBJECTS = 200
"""Voices named in the event; beyond that the rows themselves say it."""


@action
def tie(voices: Sequence[Voice], item: Item, *, by: Person, at: datetime) -> list[VoiceItem]:
    """Let these voices stand behind an item; those tied already are left as they are."""
    permissions.check_may_tie(voices, item, by)
    tied = set(VoiceItem.objects.filter(item=item).values_list("voice_id", flat=True))
    fresh = list({voice.id: voice for voice in voices if voice.id not in tied})
    if not fresh:
        return []
    rows = VoiceItem.objects.bulk_create(
        VoiceItem(voice_id=voice_id, item=item, tied_by=by, tied_at=at) for voice_id in fresh
    )
    about = [("ledger.item", item.id), *(("service.voice", voice_id) for voice_id in fresh[:SUBJECTS])]
    facts = {"voices": len(fresh), "item": item.code}
    record(events.TIED, county_id=item.county_id, by=by, at=at, about=about, facts=facts)
    return rows
