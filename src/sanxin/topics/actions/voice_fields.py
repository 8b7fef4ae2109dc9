"""The field of a voice in no problem: said by a person, which holds; else guessed by the machine."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.locks import locked
from sanxin.kernel.parts import in_parts
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.models import Person, Unit
from sanxin.research.actions.problems.claiming import hold_desk
from sanxin.research.models import ProblemVoice
from sanxin.research.permissions.problems import check_may_work
from sanxin.service.models import Voice
from sanxin.topics import events, field_engine
from sanxin.topics.actions.fields import settle_first_fields
from sanxin.topics.field_engine import NONE, Guess
from sanxin.topics.models import FieldOfConcern, VoiceField
from sanxin.topics.queries.voice_fields import guessed, to_learn_from, to_look_at
from sanxin.topics.rules.voice_fields import worth_learning


@action
def sort_voice(voice: Voice, *, field: FieldOfConcern | None, by: Person, seen: int, at: datetime) -> VoiceField:
    """Say which field a voice in no problem belongs to, or that none fits; no later guess changes it.

    Refused: by others than the desk, for a field of another office, for a voice that lies in a problem.
    """
    check_may_work(by, voice.office_id)
    if field is not None and field.office_id != voice.office_id:
        raise Refused("topics.field.other_office", _("这个领域是别的单位的。"), field="field")
    hold_desk(voice.office_id)
    if ProblemVoice.objects.filter(voice=voice).exists():
        raise Refused("topics.voice.in_problem", _("这条声音已经归到问题里，领域跟着问题走；要改，改问题的领域。"))
    settle_first_fields(voice.office)
    row = locked(VoiceField.objects.filter(voice=voice)).first() or VoiceField(voice=voice)
    if row.version != seen:
        raise Overtaken("topics.overtaken", _("刚有人改过，没有存您的改动。请看过新的再办。"))
    row.field_id, row.by, row.at = field.id if field else None, by, at
    row.words, row.version = [], row.version + 1
    row.save()
    about = [("service.voice", voice.id)]
    name, facts = (events.VOICE_SORTED, {"field": field.name}) if field else (events.VOICE_IN_NONE, {})
    record(name, county_id=voice.county_id, by=by, at=at, about=about, facts=facts)
    return row


def look(office_id: UUID, *, at: datetime) -> int:
    """Guess a field for every voice of the office that lies in no problem; how many have got one.

    Learns from the voices of problems people have sorted. Where these are too few, nothing is guessed, and what
    was guessed before goes. The engine works outside any transaction.
    """
    learnt = to_learn_from(office_id)
    examples, corrections = worth_learning(learnt.examples, learnt.corrections)
    voices = to_look_at(office_id) if examples else []
    guesses = field_engine.guess(examples, corrections, [text for _pk, text in voices]) if voices else []
    found = {pk: one for (pk, _text), one in zip(voices, guesses, strict=True) if one.label != NONE}
    _take(office_id, found, at=at)
    return len(found)


@action
def _take(office_id: UUID, found: Mapping[UUID, Guess], *, at: datetime) -> None:
    """Write what differs from the last guess. What a person said meanwhile stands."""
    hold_desk(office_id)
    known = guessed(office_id)
    same = {pk for pk, one in found.items() if str(known.get(pk)) == one.label}
    gone = known.keys() - same
    fresh = found.keys() - same
    if not gone and not fresh:
        return
    for part in in_parts(sorted(gone)):
        VoiceField.objects.guessed().filter(voice__in=part).delete()
    rows = [VoiceField(voice_id=pk, field_id=UUID(found[pk].label), at=at, words=found[pk].words) for pk in fresh]
    VoiceField.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    office = Unit.objects.get(pk=office_id)
    assert office.county_id is not None
    about = [("people.unit", office_id)]
    record(events.LOOKED, county_id=office.county_id, by=None, at=at, about=about, facts={"voices": len(found)})
