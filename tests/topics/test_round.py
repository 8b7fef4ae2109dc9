"""Opening, changing and closing a round."""

from datetime import datetime
from typing import Any

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken
from sanxin.topics.actions.rounds import change_round, close_round, open_round
from sanxin.topics.models import Round
from sanxin.topics.queries.rounds import fully_scored, table_of
from tests.cast import Cast
from tests.service.builders import refused
from tests.topics.builders import a_candidate, a_round, a_weighing, again, scored


def test_it_opens_with_the_usual_criteria(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)

    assert [one.weight for one in round_.criteria.all()] == [30, 30, 25, 15]
    assert timeline(round_.id)[0].text == "开 2026 年选题，大约选 15 个，2 人打分"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"criteria": (("紧迫程度", 60), ("涉及面", 30))}, "sum"),
        ({"criteria": (("紧迫程度", 100), ("涉及面", 0))}, "weight"),
        ({"criteria": (("紧迫程度", 50), ("紧迫程度", 50))}, "same_name"),
        ({"criteria": ()}, "no_criteria"),
        ({"criteria": tuple((f"第{n}条", 10) for n in range(10))}, "many_criteria"),
        ({"most": 0}, "most"),
        ({"scorers": ()}, "no_scorers"),
    ],
)
def test_what_does_not_add_up_is_refused(cast: Cast, now: datetime, changes: dict[str, Any], code: str) -> None:
    with refused(f"topics.round.{code}"):
        a_round(cast, now, **changes)
    assert not Round.objects.exists()


def test_scorers_work_in_the_office(cast: Cast, now: datetime) -> None:
    with refused("topics.person.elsewhere"):
        a_round(cast, now, scorers=(cast.handler,))


def test_one_round_a_year_and_no_year_far_away(cast: Cast, now: datetime) -> None:
    a_round(cast, now)

    with refused("topics.round.taken"):
        a_round(cast, now)
    with refused("topics.round.year"):
        open_round(cast.department, year=2035, weighing=a_weighing(cast), by=cast.head, at=now)


def test_only_a_section_head_opens_changes_and_closes(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)

    for who in (cast.officer, cast.leader, cast.stranger):
        with refused("topics.not_head", NotAllowed):
            open_round(cast.department, year=2027, weighing=a_weighing(cast), by=who, at=now)
        with refused("topics.not_head", NotAllowed):
            change_round(round_, weighing=a_weighing(cast), by=who, seen=round_.version, at=now)
        with refused("topics.not_head", NotAllowed):
            close_round(round_, by=who, seen=round_.version, at=now)


def test_criteria_change_until_somebody_scores_people_longer(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)
    candidate = a_candidate(cast, now)
    other = (("紧迫程度", 100),)
    change_round(round_, weighing=a_weighing(cast, criteria=other), by=cast.head, seen=round_.version, at=now)
    assert list(round_.criteria.values_list("weight", flat=True)) == [100]

    scored(again(candidate), cast.officer, 4, now)

    with refused("topics.round.scored"):
        change_round(round_, weighing=a_weighing(cast), by=cast.head, seen=again(round_).version, at=now)
    more = a_weighing(cast, criteria=other, most=3, scorers=(cast.officer, cast.head, cast.leader))
    change_round(round_, weighing=more, by=cast.head, seen=again(round_).version, at=now)
    assert (again(round_).most, round_.scorer_rows.count()) == (3, 3)


def test_somebody_was_faster(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)
    change_round(round_, weighing=a_weighing(cast, most=3), by=cast.head, seen=round_.version, at=now)

    with refused("topics.overtaken", Overtaken):
        change_round(round_, weighing=a_weighing(cast, most=4), by=cast.head, seen=round_.version, at=now)


def test_closed_it_lets_unscored_candidates_go_and_takes_nothing_more(cast: Cast, now: datetime) -> None:
    round_ = a_round(cast, now)
    unscored, weighed = a_candidate(cast, now), a_candidate(cast, now, title="快递不到村，怎么办？")
    scored(weighed, cast.officer, 2, now)

    close_round(round_, by=cast.head, seen=again(round_).version, at=now)

    assert (again(unscored).round, again(weighed).round) == (None, round_)
    assert a_candidate(cast, now, title="路灯没人修，怎么办？").round is None
    with refused("topics.round.closed"):
        close_round(round_, by=cast.head, seen=again(round_).version, at=now)
    with refused("topics.round.closed"):
        scored(again(weighed), cast.head, 2, now)


def test_somebody_else_scores_instead_of_who_is_away(cast: Cast, now: datetime) -> None:
    """The head changes the round: who is away is waited for no more, and scores given so far count no more."""
    round_ = a_round(cast, now)
    candidate = a_candidate(cast, now)
    scored(candidate, cast.officer, 2, now)
    instead = a_weighing(cast, scorers=(cast.colleague, cast.head))
    change_round(round_, weighing=instead, by=cast.head, seen=again(round_).version, at=now)

    scored(again(candidate), cast.colleague, 5, now)
    assert not fully_scored(again(round_))
    scored(again(candidate), cast.head, 5, now)

    assert fully_scored(again(round_)) == [candidate]
    standing = table_of(again(round_), [again(candidate)], cast.leader).by_candidate[candidate.id].standing
    assert standing is not None
    assert (standing.sheets, standing.total) == (2, 100)
