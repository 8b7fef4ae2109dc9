from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import check_unlocked, claim
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.placing import chosen_rows
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import KeptApart, Problem, ProblemVoice, Verb


@action
def take_out(problem: Problem, voices: Collection[UUID], *, by: Person, seen: int, at: datetime) -> Problem:
    """These voices do not belong here: they lie nowhere until a run or a person finds them a place.

    No run puts them back. Refused: no voices, all voices, locked, left the desk, changed since `seen`.
    """
    problem = claim(problem, seen=seen, by=by)
    check_unlocked(problem)
    rows = chosen_rows(problem, voices)

    ids = [row.voice_id for row in rows]
    before = snapshot([problem.id], ids)
    ProblemVoice.objects.filter(voice__in=ids).delete()
    KeptApart.objects.bulk_create(
        (KeptApart(problem=problem, voice_id=voice_id, by=by, at=at) for voice_id in ids), ignore_conflicts=True
    )
    facts = {"code": problem.code, "voices": len(ids)}
    return note(Verb.TAKEN_OUT, problem, by=by, at=at, facts=facts, before=before)
