from datetime import datetime

import pytest

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.research.actions import problems
from sanxin.research.models import Offer
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, run_with


def test_locked_until_somebody_unlocks(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    locked = problems.lock(problem, by=cast.officer, seen=1, at=now)
    assert again(problem).is_locked

    problems.unlock(locked, by=cast.colleague, seen=locked.version, at=now)
    assert not again(problem).is_locked


def test_locking_drops_the_offers_that_wait(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices[:2])
    problem = problems.accept(problem, by=cast.officer, seen=1, at=now)
    run_with(cast, now, voices)
    assert problem.offers.count() == 1

    problems.lock(problem, by=cast.officer, seen=problem.version, at=now)

    assert not Offer.objects.exists()


def test_not_twice(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    locked = problems.lock(problem, by=cast.officer, seen=1, at=now)

    with pytest.raises(Refused) as refusal:
        problems.lock(locked, by=cast.colleague, seen=locked.version, at=now)

    assert refusal.value.sentence == f"{problem.code} 已由程晓岚锁定。"


def test_what_is_open_is_not_unlocked(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(Refused, match=r"research.unlock.open"):
        problems.unlock(problem, by=cast.officer, seen=1, at=now)


def test_a_leader_does_not_lock(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(NotAllowed):
        problems.lock(problem, by=cast.leader, seen=1, at=now)
