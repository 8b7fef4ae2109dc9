from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, zip_longest
from typing import TypeVar
from uuid import UUID

from sanxin.kernel.actions import action
from sanxin.kernel.words import COMMA
from sanxin.people.models import Person
from sanxin.research.actions.cruxes.carrying import carry
from sanxin.research.actions.problems.claiming import check_unlocked, claim_all
from sanxin.research.actions.problems.noting import note
from sanxin.research.actions.problems.placing import welcome
from sanxin.research.actions.problems.snapshots import snapshot
from sanxin.research.models import Departure, Offer, Problem, ProblemVoice, Stage, Verb
from sanxin.research.rules import acts

T = TypeVar("T")
KEYWORDS, QUOTES = 8, 4


@action
def merge(others: Sequence[Problem], *, into: Problem, by: Person, seen: Mapping[UUID, int], at: datetime) -> Problem:
    """Put all voices of `others` into `into`; they leave the desk, their numbers lead on to it.

    Every later run keeps these voices together; where `into` is on the ledger, who spoke will be told how it ends.
    A crux one of them lies in is carried along.
    `seen` holds the version of each problem.
    Refused: nothing to merge, one of them locked or gone, one to be merged away on the ledger, changed since `seen`.
    """
    others = [problem for problem in dict.fromkeys(others) if problem != into]
    into, *others = claim_all([into, *others], seen=seen, by=by)
    on_ledger = [problem.code for problem in others if problem.stage == Stage.ON_LEDGER]
    acts.check_can_merge([problem.code for problem in others], on_ledger=on_ledger)
    for problem in (into, *others):
        check_unlocked(problem)

    rows = ProblemVoice.objects.filter(problem__in=others)
    voices = list(rows.values_list("voice_id", flat=True))
    offered = list(Offer.objects.filter(problem__in=others).values_list("voice_id", flat=True))
    before = snapshot([into.id, *(problem.id for problem in others)], [*voices, *offered])
    rows.update(problem=into, placed_by=by, placed_at=at)
    Offer.objects.filter(problem__in=others).update(problem=into)
    Departure.objects.bulk_create(Departure(problem=problem, into=into, by=by, at=at) for problem in others)
    Problem.objects.filter(pk__in=[problem.pk for problem in others]).update(stage=Stage.GONE)
    carry([problem.id for problem in others], into.id)
    welcome(voices, into, by=by, at=at)
    _blend(into, others)
    codes = COMMA.join(problem.code for problem in others)
    facts = {"code": into.code, "others": codes, "voices": len(voices)}
    return note(Verb.MERGED, into, touched=others, by=by, at=at, facts=facts, before=before)


def _blend(into: Problem, others: Sequence[Problem]) -> None:
    """Words and quotes of all, taken in turn; the name stays that of the one that remains."""
    problems = [into, *others]
    keywords = _in_turn([problem.keywords for problem in problems])
    quotes = _in_turn([problem.quotes for problem in problems])
    counts: dict[str, int] = {}
    for term, count in chain.from_iterable(problem.reasons for problem in problems):
        counts[term] = counts.get(term, 0) + count
    reasons = sorted(counts.items(), key=lambda pair: -pair[1])
    Problem.objects.filter(pk=into.pk).update(
        keywords=list(dict.fromkeys(keywords))[:KEYWORDS], quotes=quotes[:QUOTES], reasons=reasons
    )


def _in_turn(lists: Sequence[Sequence[T]]) -> list[T]:
    return [one for turn in zip_longest(*lists) for one in turn if one is not None]
