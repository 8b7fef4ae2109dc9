"""Fields of concern of voices that lie in no problem: what to learn from, what to look at, what is told of them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from sanxin.people.models import Person
from sanxin.research.concerns import Said
from sanxin.research.models import ProblemVoice, Stage
from sanxin.research.queries.kinds import MOST, as_read
from sanxin.service.models import Voice
from sanxin.topics.field_engine import NONE, Examples
from sanxin.topics.models import VoiceField
from sanxin.topics.queries.concerns import field_of_problems

OTHERS = 2
"""For each voice of a field so many of no field are learnt: more would drown the fields out."""


@dataclass(frozen=True)
class Learnt:
    """(text, label); a label is the id of a field, or `NONE`."""

    examples: Examples
    corrections: Examples


def to_learn_from(office_id: UUID) -> Learnt:
    """Voices of problems in a field, of problems in none, the newest first; and what people said of lone voices."""
    field_of = field_of_problems({office_id})
    placed = ProblemVoice.objects.filter(problem__office=office_id, copy_of=None).exclude(problem__stage=Stage.GONE)
    inside = _texts(placed.filter(problem__in=field_of))
    outside = _texts(placed.exclude(problem__in=field_of), most=OTHERS * len(inside))
    said = VoiceField.objects.lone({office_id}).said().order_by("voice_id")
    corrections = said.values_list("voice__title", "voice__text", "field_id")
    return Learnt(
        [(text, str(field_of[pk])) for pk, text in inside] + [(text, NONE) for _pk, text in outside],
        [(as_read(title, text), str(field or NONE)) for title, text, field in corrections],
    )


def _texts(rows: QuerySet[ProblemVoice], most: int = MOST) -> list[tuple[UUID, str]]:
    newest = rows.order_by("-voice__heard_at", "voice_id").values_list("problem_id", "voice__title", "voice__text")
    return [(problem_id, as_read(title, text)) for problem_id, title, text in newest[: min(most, MOST)]]


def to_look_at(office_id: UUID) -> list[tuple[UUID, str]]:
    """Voices in no problem of whose field no person has said anything, the newest first."""
    rows = Voice.objects.filter(office=office_id, problem_row=None)
    rows = rows.exclude(pk__in=VoiceField.objects.said().values("voice_id"))
    found = rows.order_by("-heard_at", "-id").values_list("pk", "title", "text")[:MOST]
    return [(pk, as_read(title, text)) for pk, title, text in found]


def guessed(office_id: UUID) -> dict[UUID, UUID]:
    """Voice → field, as the machine guessed it."""
    rows = VoiceField.objects.filter(voice__office=office_id).guessed()
    return {voice: field for voice, field in rows.values_list("voice_id", "field_id") if field}


def said_of(voices: Collection[UUID]) -> dict[UUID, Said]:
    """What is said of those that lie in no problem; one query."""
    rows = VoiceField.objects.filter(voice__in=voices, voice__problem_row=None).select_related("field")
    return {
        row.voice_id: Said(row.field.name if row.field else "", list(row.words), by_machine=row.by_id is None)
        for row in rows
    }


def row_of(voice: Voice) -> VoiceField | None:
    return VoiceField.objects.filter(voice=voice).select_related("field", "by").first()


def voices_to_sort(person: Person) -> QuerySet[Voice]:
    """On whose desk the person works, and in no problem."""
    return Voice.objects.filter(office__in=person.sight.desk_offices, problem_row=None)
