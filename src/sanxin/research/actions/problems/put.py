from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import check_unlocked, claim
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.placing import welcome
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Offer, Problem, ProblemVoice, Verb
from sanxin.research.rules import acts
from sanxin.service.models import Voice


@action
def put_voices(problem: Problem, voices: Collection[UUID], *, by: Person, seen: int, at: datetime) -> Problem:
    """Put voices that lie nowhere into a problem; they stay there in every later run.

    Refused: none chosen, of another office, in a problem already; locked, left the desk, changed since `seen`.
    """
    problem = claim(problem, seen=seen, by=by)
    check_unlocked(problem)
    chosen = list(dict.fromkeys(voices))
    acts.check_ticked(len(chosen))
    acts.check_all_there(len(chosen), Voice.objects.filter(office=problem.office_id, pk__in=chosen).count())
    acts.check_lie_nowhere(ProblemVoice.objects.filter(voice__in=chosen).count())

    before = snapshot([problem.id], chosen)
    Offer.objects.filter(voice__in=chosen).delete()
    ProblemVoice.objects.bulk_create(
        ProblemVoice(problem=problem, voice_id=voice, placed_by=by, placed_at=at) for voice in chosen
    )
    welcome(chosen, problem, by=by, at=at)
    facts = {"code": problem.code, "voices": len(chosen)}
    return note(Verb.PUT, problem, by=by, at=at, facts=facts, before=before)
