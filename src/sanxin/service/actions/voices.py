"""Voices: heard one by one or as a list, corrected without losing what was said first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.kernel.search import bulk
from sanxin.people.models import Person, Unit
from sanxin.service import events
from sanxin.service.models import Kind, Voice, VoiceContact, VoiceCorrection
from sanxin.service.permissions import voices as permissions
from sanxin.service.rules import voices as rules
from sanxin.service.speakers import NOBODY, Speaker, key_of

BATCH = 2000
"""Keys asked about at a time."""


@action
def hear(
    *,
    office: Unit,
    text: str,
    source: str,
    by: Person,
    at: datetime,
    title: str = "",
    place: Unit | None = None,
    place_text: str = "",
    heard_at: datetime | None = None,
    kind: str = Kind.UNSORTED,
    speaker: Speaker = NOBODY,
    voice_id: UUID | None = None,
) -> Voice:
    """Note what one person said. The same `voice_id` again changes nothing and gives the first voice back."""
    permissions.check_may_hear(office, by)
    rules.check_words(title, text)
    rules.check_heard(heard_at or at, at)
    rules.check_contact(speaker.name, speaker.phone, may_answer=speaker.may_answer)
    if voice_id and (already := _already(voice_id, by)):
        return already
    voice = Voice(
        id=voice_id or new_id(),
        county_id=county_of(office),
        office=office,
        place=place,
        place_text=place_text.strip(),
        title=title.strip(),
        text=text.strip(),
        source=source,
        kind=kind,
        heard_at=heard_at or at,
        heard_by=by,
        noted_at=at,
        speaker_key=key_of(speaker, county_of(office)),
        anonymous=not speaker.is_known,
    )
    voice.save(force_insert=True)
    if speaker.may_answer:
        VoiceContact.objects.create(voice=voice, name=speaker.name.strip(), phone=speaker.phone.strip())
    put_into_search([voice])
    record(events.HEARD, county_id=voice.county_id, by=by, at=at, about=[("service.voice", voice.id)])
    return voice


def _already(voice_id: UUID, by: Person) -> Voice | None:
    found = Voice.objects.filter(pk=voice_id).first()
    if found and not Voice.objects.visible_to(by).filter(pk=voice_id).exists():
        raise Refused("service.voice.id_taken", _("这个编号已经被别的记录用了，请重新记一次。"))
    return found


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
    fresh = _fresh(rows, office)
    if not fresh:
        return Heard(0, len(rows))
    batch_id = new_id()
    ready = _Ready.of([(row, _voice_of(new_id(), row, batch_id, office, at)) for row in fresh])
    added = _write(ready, batch_id=batch_id, read=len(rows), office=office, by=by, at=at)
    return Heard(added, len(rows) - added)


def _fresh(rows: Sequence[NewVoice], office: Unit) -> list[NewVoice]:
    """The rows nobody has added before, each once."""
    first: dict[str, NewVoice] = {}
    for row in rows:
        first.setdefault(row.key, row)
    known = _known(first, office)
    return [row for key, row in first.items() if key not in known]


@dataclass(frozen=True)
class _Ready:
    """Voices as the database takes them, side by side with what is found of them and who may be answered."""

    keys: list[str]
    voices: list[bulk.Values]
    entries: list[search.Prepared]
    contacts: list[VoiceContact | None]

    @classmethod
    def of(cls, pairs: Sequence[tuple[NewVoice, Voice]]) -> "_Ready":
        voices = [voice for _row, voice in pairs]
        return cls(
            keys=[row.key for row, _voice in pairs],
            voices=bulk.values_of(Voice, voices),
            entries=search.prepare(map(entry_of, voices)),
            contacts=[_contact_of(row, voice) for row, voice in pairs],
        )

    def without(self, known: set[str]) -> "_Ready":
        kept = [key not in known for key in self.keys]
        return _Ready(
            keys=list(compress(self.keys, kept)),
            voices=list(compress(self.voices, kept)),
            entries=list(compress(self.entries, kept)),
            contacts=list(compress(self.contacts, kept)),
        )


@action
def _write(ready: _Ready, *, batch_id: UUID, read: int, office: Unit, by: Person, at: datetime) -> int:
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


def _voice_of(voice_id: UUID, row: NewVoice, batch_id: UUID, office: Unit, at: datetime) -> Voice:
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


@action
def correct(
    voice: Voice, *, by: Person, title: str, text: str, reason: str, at: datetime, seen: int | None = None
) -> Voice:
    """Mend what was noted wrongly. How it stood before is kept as a row, with the reason.

    `seen`: how many corrections there were when the words were read; raises `Overtaken` if there are more by now.
    """
    permissions.check_may_correct(voice, by)
    rules.check_words(title, text)
    rules.check_reason(reason, code="service.correction.no_reason")
    voice = locked(Voice.objects.filter(pk=voice.pk)).get()
    _check_not_overtaken(voice, seen)
    if (voice.title, voice.text) == (title.strip(), text.strip()):
        raise Refused("service.correction.same", _("和原来一样，没有要更正的。"), field="text")
    VoiceCorrection.objects.create(voice=voice, title=voice.title, text=voice.text, by=by, at=at, reason=reason.strip())
    voice.title, voice.text = title.strip(), text.strip()
    voice.save(update_fields=["title", "text"])
    put_into_search([voice])
    facts = {"reason": reason.strip()}
    about = [("service.voice", voice.id)]
    record(events.CORRECTED, county_id=voice.county_id, by=by, at=at, about=about, facts=facts)
    return voice


def _check_not_overtaken(voice: Voice, seen: int | None) -> None:
    earlier = list(VoiceCorrection.objects.filter(voice=voice).select_related("by"))
    if seen is None or seen == len(earlier):
        return
    words = _("{who}刚更正过这条：{reason}。您写的还没有存，看过新的文字再改。")
    raise Overtaken("service.voice.overtaken", words.format(who=earlier[-1].by, reason=earlier[-1].reason.rstrip("。")))


@action
def sort(voice: Voice, *, by: Person, kind: str, at: datetime) -> Voice:
    """Say whether it is 民生, 民利 or 民愿; the same kind again changes nothing."""
    permissions.check_may_sort(voice, by)
    if kind not in Kind.values:
        raise Refused("service.voice.kind", _("只能选民生、民利、民愿或未分。"), field="kind")
    if voice.kind == kind:
        return voice
    voice.kind = kind
    voice.save(update_fields=["kind"])
    about = [("service.voice", voice.id)]
    record(events.SORTED, county_id=voice.county_id, by=by, at=at, about=about, facts={"kind": kind})
    return voice


def county_of(office: Unit) -> UUID:
    """An office lies in a county; only divisions above it do not."""
    assert office.county_id is not None
    return office.county_id


def put_into_search(voices: Iterable[Voice]) -> None:
    search.put_many(map(entry_of, voices))


def entry_of(voice: Voice) -> search.Entry:
    """Title, words and place can be searched; who spoke cannot."""
    return search.Entry(
        kind="service.voice",
        id=voice.id,
        county_id=voice.county_id,
        office_id=voice.office_id,
        title=voice.title,
        body=f"{voice.text}\n{voice.where}",
        at=voice.heard_at,
    )
