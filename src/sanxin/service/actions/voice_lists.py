"""Whole lists of voices: a hotline's export, a questionnaire's answers. What can be made ready before, is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from uuid import UUID

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.search import bulk
from sanxin.people.models import Person, Unit
from sanxin.service import events
from sanxin.service.models import Kind, Voice, VoiceContact
from sanxin.service.permissions import voices as permissions
from sanxin.service.queries.findable import entry_of
from sanxin.service.queries.offices import county_of
from sanxin.service.rules import voices as rules
from sanxin.service.speakers import NOBODY, Speaker, key_of

BATCH = 2000
"""Keys asked about at a time."""


@dataclass(frozen=True)
class NewVoice:
    """One row of a list of voices; `key` makes the same row of two imports one."""

    key: str
    text: str
    source: str
    heard_at: datetime
    title: str = ""
    place: Unit | None = None
    place_text: str = ""
    kind: str = Kind.UNSORTED
    speaker: Speaker = NOBODY
    likes: int = 0
    dislikes: int = 0
    external_id: str = ""


@dataclass(frozen=True)
class Heard:
    """What became of a list."""

    added: int
    known: int


def hear_many(rows: Sequence[NewVoice], *, office: Unit, by: Person, at: datetime) -> Heard:
    """Add all rows not added before, all or none, under one event. Nobody in particular heard them.

    The rows are made ready before the transaction, so that others wait for the writing alone.
    """
    permissions.check_may_import(office, by)
    for row in rows:
        rules.check_words(row.title, row.text)
        rules.check_heard(row.heard_at, at)
    unknown = fresh(rows, office)
    if not unknown:
        return Heard(0, len(rows))
    batch_id = new_id()
    ready = Ready.of([(row, voice_of(new_id(), row, batch_id, office, at)) for row in unknown])
    added = write(ready, batch_id=batch_id, read=len(rows), office=office, by=by, at=at)
    return Heard(added, len(rows) - added)


def fresh(rows: Sequence[NewVoice], office: Unit) -> list[NewVoice]:
    """The rows nobody has added before, each once."""
    first: dict[str, NewVoice] = {}
    for row in rows:
        first.setdefault(row.key, row)
    known = _known(first, office)
    return [row for key, row in first.items() if key not in known]


@dataclass(frozen=True)
class Ready:
    """Voices as the database takes them, side by side with what is found of them and who may be answered."""

    keys: list[str]
    voices: list[bulk.Values]
    entries: list[search.Prepared]
    contacts: list[VoiceContact | None]

    @classmethod
    def of(cls, pairs: Sequence[tuple[NewVoice, Voice]]) -> "Ready":
        voices = [voice for _row, voice in pairs]
        return cls(
            keys=[row.key for row, _voice in pairs],
            voices=bulk.values_of(Voice, voices),
            entries=search.prepare(map(entry_of, voices)),
            contacts=[_contact_of(row, voice) for row, voice in pairs],
        )

    def without(self, known: set[str]) -> "Ready":
        kept = [key not in known for key in self.keys]
        return Ready(
            keys=list(compress(self.keys, kept)),
            voices=list(compress(self.voices, kept)),
            entries=list(compress(self.entries, kept)),
            contacts=list(compress(self.contacts, kept)),
        )


@action
def write(ready: Ready, *, batch_id: UUID, read: int, office: Unit, by: Person, at: datetime) -> int:
    """How many were added: somebody may have brought the same rows while these were made ready."""
    locked(Unit.objects.filter(pk=office.pk)).get()  # two imports into one office take turns
    if known := _known(ready.keys, office):
        ready = ready.without(known)
    added = len(ready.keys)
    if not added:
        return 0
    bulk.insert(Voice, ready.voices)
    VoiceContact.objects.bulk_create(filter(None, ready.contacts))
    search.put_new(ready.entries)
    about = [("service.voice_import", batch_id), ("people.unit", office.id)]
    facts = {"rows": added, "known": read - added}
    record(events.IMPORTED, county_id=county_of(office), by=by, at=at, about=about, facts=facts)
    return added


def _known(keys: Iterable[str], office: Unit) -> set[str]:
    """Those of these keys under which the office has a voice."""
    rest, found = list(keys), set[str]()
    for start in range(0, len(rest), BATCH):
        known = Voice.objects.filter(office=office, import_key__in=rest[start : start + BATCH])
        found.update(str(key) for key in known.order_by().values_list("import_key", flat=True))
    return found


def _contact_of(row: NewVoice, voice: Voice) -> VoiceContact | None:
    if not (row.speaker.may_answer and row.speaker.phone):
        return None
    return VoiceContact(voice_id=voice.id, name=row.speaker.name, phone=row.speaker.phone)


def voice_of(voice_id: UUID, row: NewVoice, batch_id: UUID, office: Unit, at: datetime) -> Voice:
    return Voice(
        id=voice_id,
        county_id=county_of(office),
        office_id=office.id,  # thousands of times: the id alone is quicker than the unit
        place=row.place,
        place_text=row.place_text,
        title=row.title,
        text=row.text,
        source=row.source,
        kind=row.kind,
        heard_at=row.heard_at,
        noted_at=at,
        speaker_key=key_of(row.speaker, county_of(office)),
        anonymous=not row.speaker.is_known,
        likes=row.likes,
        dislikes=row.dislikes,
        external_id=row.external_id,
        import_key=row.key,
        batch_id=batch_id,
    )
