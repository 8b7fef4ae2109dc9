from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.research.actions.problems.claiming import check_unlocked, claim
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.placing import welcome
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import KeptApart, Offer, Problem, ProblemVoice, Verb
from sanxin.research.rules import acts


@action
def take_offers(problem: Problem, *, by: Person, seen: int, at: datetime) -> Problem:
    """Take all voices the last run offered into the problem, in one act.

    Refused: none are waiting, locked, left the desk, changed since `seen`.
    """
    problem = claim(problem, seen=seen, by=by)
    check_unlocked(problem)
    offers = list(problem.offers.all())
    acts.check_offers(len(offers))

    ids = [offer.voice_id for offer in offers]
    before = snapshot([problem.id], ids)
    ProblemVoice.objects.bulk_create(_row(offer, by, at) for offer in offers)
    problem.offers.all().delete()
    welcome(ids, problem, by=by, at=at)
    facts = {"code": problem.code, "voices": len(ids)}
    return note(Verb.OFFERS_TAKEN, problem, by=by, at=at, facts=facts, before=before)


@action
def refuse_offers(problem: Problem, *, by: Person, seen: int, at: datetime) -> Problem:
    """None of the offered voices belongs here; no run offers them again. Refused as `take_offers`."""
    problem = claim(problem, seen=seen, by=by)
    offers = list(problem.offers.all())
    acts.check_offers(len(offers))

    ids = [offer.voice_id for offer in offers]
    before = snapshot([problem.id], ids)
    problem.offers.all().delete()
    KeptApart.objects.bulk_create(
        (KeptApart(problem=problem, voice_id=voice_id, by=by, at=at) for voice_id in ids), ignore_conflicts=True
    )
    facts = {"code": problem.code, "voices": len(ids)}
    return note(Verb.OFFERS_REFUSED, problem, by=by, at=at, facts=facts, before=before)


def _row(offer: Offer, by: Person, at: datetime) -> ProblemVoice:
    return ProblemVoice(
        problem_id=offer.problem_id,
        voice_id=offer.voice_id,
        placed_by=by,
        placed_at=at,
        run_id=offer.run_id,
        similarity=offer.similarity,
        terms=offer.terms,
    )
