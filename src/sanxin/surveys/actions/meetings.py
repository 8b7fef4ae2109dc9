"""Meetings and interviews: noted, mended, and what was said there taken out as voices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.service.actions.voices import hear
from sanxin.service.models import Source
from sanxin.surveys import events_meetings as events
from sanxin.surveys.models import Group, Meeting, MeetingKind, MeetingVoice
from sanxin.surveys.permissions import asking as permissions
from sanxin.surveys.rules import meetings as rules
from sanxin.surveys.rules.meetings import Passage

SOURCES = {MeetingKind.TALK: Source.MEETING, MeetingKind.INTERVIEW: Source.VISIT}


@dataclass(frozen=True)
class Noted:
    """What is written down of a meeting."""

    topic: str
    held_on: date
    kind: str = MeetingKind.TALK
    place: Unit | None = None
    place_text: str = ""
    present: int = 0
    groups: Mapping[str, int] = field(default_factory=dict)
    minutes: str = ""


@action
def note(noted: Noted, *, office: Unit, by: Person, at: datetime) -> Meeting:
    """Write a meeting down. Refused: no topic, a day to come, groups larger than all who came."""
    permissions.check_may_listen(by, office.id)
    _check(noted, "", at, taken=False)
    assert office.county_id is not None
    meeting = Meeting(county_id=office.county_id, office=office, noted_by=by, noted_at=at)
    _fill(meeting, noted)
    meeting.save(force_insert=True)
    _record(events.NOTED, meeting, by=by, at=at, present=meeting.present)
    return meeting


@action
def change(meeting: Meeting, noted: Noted, *, seen: int, by: Person, at: datetime) -> Meeting:
    """Mend what was noted. Refused: a colleague was faster, paragraphs that voices point into."""
    permissions.check_may_listen(by, meeting.office_id)
    fresh = _held(meeting)
    if seen != fresh.version:
        raise Overtaken("surveys.meeting.overtaken", _("同事刚改过这场会的记录，没有存您的改动。请看过新的再改。"))
    _check(noted, fresh.minutes, at, taken=fresh.voices.exists())
    _fill(fresh, noted)
    fresh.version += 1
    fresh.save()
    _record(events.CHANGED, fresh, by=by, at=at)
    return fresh


@action
def take_voices(meeting: Meeting, passages: Iterable[Passage], *, seen: int, by: Person, at: datetime) -> int:
    """Each passage becomes a voice that knows its place in the minutes; those taken before stay as they are.

    Refused: nothing chosen, nothing new, minutes a colleague changed meanwhile.
    """
    permissions.check_may_listen(by, meeting.office_id)
    fresh = _held(meeting)
    if seen != fresh.version:
        raise Overtaken("surveys.meeting.overtaken", _("同事刚改过这场会的记录，还没摘。请看过新的再选。"))
    paragraphs = rules.paragraphs_of(fresh.minutes)
    chosen = [one for one in rules.joined(passages) if rules.words_at(one, paragraphs)]
    if not chosen:
        raise Refused("surveys.meeting.nothing_chosen", _("先勾上要摘的句子。"))
    taken = [Passage(one.paragraph, one.start, one.end) for one in fresh.voices.all()]
    new = [one for one in chosen if not any(_meet(one, other) for other in taken)]
    if not new:
        raise Refused("surveys.meeting.taken_before", _("这些句子都摘过了。"))
    for passage in new:
        _take(fresh, passage, rules.words_at(passage, paragraphs), by=by, at=at)
    _record(events.VOICES_TAKEN, fresh, by=by, at=at, voices=len(new))
    return len(new)


def _take(meeting: Meeting, passage: Passage, words: str, *, by: Person, at: datetime) -> None:
    noon = timezone.make_aware(datetime.combine(meeting.held_on, time(12)))
    voice = hear(
        office=meeting.office,
        text=words,
        source=SOURCES[MeetingKind(meeting.kind)],
        place=meeting.place,
        place_text=meeting.place_text,
        heard_at=min(noon, at),
        by=by,
        at=at,
    )
    MeetingVoice.objects.create(
        meeting=meeting, voice=voice, paragraph=passage.paragraph, start=passage.start, end=passage.end
    )


def _meet(one: Passage, other: Passage) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end


def _check(noted: Noted, before: str, at: datetime, *, taken: bool) -> None:
    rules.check_meeting(noted.topic, noted.held_on, timezone.localdate(at), noted.present, noted.groups)
    rules.check_minutes(noted.minutes, before, taken=taken)


def _fill(meeting: Meeting, noted: Noted) -> None:
    meeting.topic, meeting.held_on = noted.topic.strip(), noted.held_on
    meeting.kind = MeetingKind(noted.kind)
    meeting.place, meeting.place_text = noted.place, noted.place_text.strip()
    meeting.present, meeting.minutes = noted.present, noted.minutes.strip()
    meeting.groups = {name: count for name, count in noted.groups.items() if name in Group.values and count}


def _held(meeting: Meeting) -> Meeting:
    return locked(Meeting.objects.filter(pk=meeting.pk).select_related("office")).get()


def _record(name: str, meeting: Meeting, *, by: Person, at: datetime, **facts: object) -> None:
    about = [("surveys.meeting", meeting.id)]
    record(name, county_id=meeting.county_id, by=by, at=at, about=about, facts=facts)
