"""Scores: one's own first, averages after."""

from datetime import datetime

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed
from sanxin.people.models import Person
from sanxin.topics.actions.rounds import close_round
from sanxin.topics.actions.scores import score
from sanxin.topics.models import Candidate, ScoreSheet
from sanxin.topics.queries.rounds import table_of
from tests.cast import Cast
from tests.service.builders import refused
from tests.topics.builders import a_candidate, a_round, again, all_points, scored


def total_for(candidate: Candidate, person: Person) -> float | None:
    """The average this person sees."""
    candidate = Candidate.objects.select_related("round").get(pk=candidate.pk)
    assert candidate.round
    shown = table_of(candidate.round, [candidate], person).by_candidate[candidate.id].standing
    return shown.total if shown else None


def test_points_are_weighed(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)
    candidate = a_candidate(cast, now)
    points = all_points(round_, 5) | {str(round_.criteria.get(weight=25).id): 1}

    score(candidate, points=points, by=cast.officer, at=now)

    assert total_for(candidate, cast.officer) == 80.0


def test_nobody_sees_others_before_their_own(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)
    scored(candidate, cast.officer, 5, now)

    assert total_for(candidate, cast.officer) == 100.0
    assert total_for(candidate, cast.head) is None
    assert total_for(candidate, cast.colleague) is None
    assert total_for(candidate, cast.leader) == 100.0

    scored(candidate, cast.head, 3, now)

    for who in (cast.officer, cast.head, cast.colleague, cast.leader):
        assert total_for(candidate, who) == 80.0


def test_a_leader_who_scores_waits_like_the_others(cast: Cast, now: datetime) -> None:
    a_round(cast, now, scorers=(cast.officer, cast.leader))
    candidate = a_candidate(cast, now)

    scored(candidate, cast.officer, 5, now)

    assert total_for(candidate, cast.leader) is None


def test_what_was_given_is_in_no_event(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)

    scored(candidate, cast.officer, 5, now)

    assert timeline(candidate.id)[0].text == "打了分"
    assert timeline(candidate.id)[0].facts == {}


def test_given_anew_the_last_one_counts(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)
    scored(candidate, cast.officer, 5, now)

    scored(again(candidate), cast.officer, 1, now)

    assert total_for(candidate, cast.officer) == 20.0
    assert ScoreSheet.objects.count() == 1
    assert timeline(candidate.id)[0].text == "改了自己打的分"


def test_every_criterion_gets_one_to_five(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)
    candidate = a_candidate(cast, now)
    points = all_points(round_, 3)

    with refused("topics.score.missing"):
        score(candidate, points=dict(list(points.items())[1:]), by=cast.officer, at=now)
    with refused("topics.score.points"):
        score(candidate, points=points | {next(iter(points)): 6}, by=cast.officer, at=now)


def test_who_was_not_asked_does_not_score(cast: Cast, now: datetime) -> None:
    a_round(cast, now)
    candidate = a_candidate(cast, now)

    with refused("topics.score.not_asked", NotAllowed):
        scored(candidate, cast.colleague, 3, now)
    with refused("topics.candidate.not_ours", NotAllowed):
        scored(candidate, cast.stranger, 3, now)


def test_after_the_end_everybody_sees_and_nobody_scores(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)
    candidate = a_candidate(cast, now)
    scored(candidate, cast.officer, 5, now)
    close_round(round_, by=cast.head, seen=again(round_).version, at=now)

    assert total_for(candidate, cast.colleague) == 100.0
    with refused("topics.round.closed"):
        scored(again(candidate), cast.head, 3, now)
