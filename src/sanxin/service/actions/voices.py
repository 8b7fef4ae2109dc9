"""Voices: heard one by one or as a list, corrected without losing what was said first."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel import search
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import new_id
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.service import events
from sanxin.service.actions.voice_lists import Heard as Heard
from sanxin.service.actions.voice_lists import NewVoice as NewVoice
from sanxin.service.actions.voice_lists import hear_many as hear_many
from sanxin.service.models import Kind, Voice, VoiceContact, VoiceCorrection
from sanxin.service.permissions import voices as permissions
from sanxin.service.queries.findable import entry_of
from sanxin.service.queries.offices import county_of as county_of
from sanxin.service.rules import voices as rules
from sanxin.service.speakers import NOBODY, Speaker, key_of


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


def put_into_search(voices: Iterable[Voice]) -> None:
    search.put_many(map(entry_of, voices))
