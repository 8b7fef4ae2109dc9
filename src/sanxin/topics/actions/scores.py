"""Scoring a candidate: everybody their own sheet."""

from collections.abc import Mapping
from datetime import datetime

from sanxin.kernel.actions import action
from sanxin.people.models import Person
from sanxin.topics import events
from sanxin.topics.actions.claims import claim_candidate
from sanxin.topics.actions.subjects import note_candidate
from sanxin.topics.models import Candidate, Criterion, Score, ScoreSheet
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules import candidates as candidate_rules
from sanxin.topics.rules import rounds as rules


@action
def score(candidate: Candidate, *, points: Mapping[str, int], by: Person, at: datetime) -> ScoreSheet:
    """Give points (criterion id → 1…5), or give them anew. The event says that, not how many.

    Refused: not asked to score, a criterion left out, after the round was closed or the candidate decided.
    """
    permissions.check_may_score(candidate, by)
    candidate = claim_candidate(candidate)  # a decision waits for the last score, or comes before it
    candidate_rules.check_open(candidate.stage)
    round_ = candidate.round
    candidate_rules.check_round_open(round_ is not None, round_ is not None and round_.is_open)
    criteria = list(Criterion.objects.filter(round=round_))
    rules.check_points(points, [str(one.id) for one in criteria])
    earlier, _rows = ScoreSheet.objects.filter(candidate=candidate, by=by).delete()
    sheet = ScoreSheet.objects.create(candidate=candidate, by=by, at=at)
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion=criterion, points=points[str(criterion.id)]) for criterion in criteria
    )
    note_candidate(events.SCORED_AGAIN if earlier else events.SCORED, candidate, by=by, at=at)
    return sheet
