"""A change that put voices behind ledger items is taken back: so is what it owed those who spoke."""

from datetime import datetime
from uuid import UUID

from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.research import events
from sanxin.research.models import ProblemChange
from sanxin.research.rules import acts
from sanxin.service.models import VoiceItem

SUBJECTS = 200
"""Voices named in the event; beyond that the rows of the change say it."""


def untie(change: ProblemChange, *, by: Person, at: datetime) -> None:
    """Take the voices back from the items this very change tied them to.

    Refused where such an item is finished: who spoke waits for its answer, or has had it.
    """
    ties = _ties_of(change)
    finished = dict.fromkeys(row.item.code for row in ties if not row.item.is_open)
    acts.check_nobody_waits(list(finished))
    VoiceItem.objects.filter(pk__in=[row.pk for row in ties]).delete()
    for item in {row.item_id: row.item for row in ties}.values():
        voices = [row.voice_id for row in ties if row.item_id == item.id]
        about = [("ledger.item", item.id), *(("service.voice", voice) for voice in voices[:SUBJECTS])]
        facts = {"voices": len(voices), "item": item.code}
        record(events.UNTIED, county_id=change.county_id, by=by, at=at, about=about, facts=facts)


def _ties_of(change: ProblemChange) -> list[VoiceItem]:
    """A tie carries the person and the instant of the change that made it."""
    rows = VoiceItem.objects.filter(
        voice__in=list(map(UUID, change.before["voices"])),
        tied_by=change.by_id,
        tied_at=change.at,
        item__problem_rows__problem__in=change.problems.all(),
    )
    return list(rows.select_related("item").distinct())
