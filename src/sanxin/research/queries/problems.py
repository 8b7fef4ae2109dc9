"""Problems for other pages: which one a voice belongs to, which ones look alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from sanxin.people.models import Person
from sanxin.research.models import Problem, ProblemVoice
from sanxin.service.models import Voice

ALIKE = 8
FOUND = 20


def problem_of(voices: Iterable[Voice | UUID]) -> dict[UUID, Problem]:
    """Voice id → the problem it lies in; one query. Voices that lie nowhere are left out."""
    ids = [voice.pk if isinstance(voice, Voice) else voice for voice in voices]
    rows = ProblemVoice.objects.filter(voice__in=ids).select_related("problem")
    return {row.voice_id: row.problem for row in rows}


@dataclass(frozen=True)
class Candidate:
    """A problem another one could be merged with or get voices from."""

    problem: Problem
    shared: list[str]
    """Key words both have."""


def candidates(problem: Problem, person: Person, *, words: str = "") -> list[Candidate]:
    """Those of its desk that were searched for, or else those that share most key words; two queries."""
    rows = Problem.objects.visible_to(person).on_desk().filter(office=problem.office_id).exclude(pk=problem.pk)
    rows = rows.select_related("lock").order_by("-heat", "number")
    own = _words(problem)
    if words.strip():
        return [Candidate(row, sorted(own & _words(row))) for row in rows.filter(named_like(words))[:FOUND]]
    # Thousands of rows: only what is compared is read of each, all of it only of the nearest.
    shared = {pk: sorted(own & set(keywords)) for pk, keywords in rows.values_list("pk", "keywords")}
    nearest = sorted((pk for pk in shared if shared[pk]), key=lambda pk: -len(shared[pk]))[:ALIKE]
    found = rows.in_bulk(nearest)
    return [Candidate(found[pk], shared[pk]) for pk in nearest]


def on_hand(person: Person, voices: Iterable[Voice], *, words: str = "") -> list[Candidate]:
    """Problems for voices that lie nowhere: those searched for, else those whose key words the voices say most."""
    rows = Problem.objects.filter(office__in=person.sight.desk_offices).on_desk()
    rows = rows.select_related("lock").order_by("-heat", "number")
    if words.strip():
        return [Candidate(row, []) for row in rows.filter(named_like(words))[:FOUND]]
    said = "\n".join(f"{voice.title} {voice.text}" for voice in voices)
    shared = {pk: [word for word in keywords if word in said] for pk, keywords in rows.values_list("pk", "keywords")}
    nearest = sorted((pk for pk in shared if shared[pk]), key=lambda pk: -len(shared[pk]))[:ALIKE]
    found = rows.in_bulk(nearest)
    return [Candidate(found[pk], shared[pk]) for pk in nearest]


def named_like(words: str) -> Q:
    """W-0218, 218, or words of the name."""
    digits = words.strip().upper().removeprefix("W-")
    wanted = Q(number=int(digits)) if digits.isdecimal() and len(digits) < 9 else Q(pk=None)
    named = Q()
    for word in words.split():
        named &= Q(name__icontains=word)
    return wanted | named


def _words(problem: Problem) -> set[str]:
    """What its voices share."""
    return {*problem.keywords, *(term for term, _ in problem.reasons)}
