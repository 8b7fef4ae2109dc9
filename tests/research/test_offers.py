from datetime import datetime

import pytest

from sanxin.kernel.refusals import Refused
from sanxin.research.actions import problems
from sanxin.research.models import Offer, Problem
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, run_with, voices_in


def offered(cast: Cast, now: datetime) -> tuple[Problem, list[Voice]]:
    """An accepted problem of two voices, to which a later run offers the third."""
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices[:2])
    problems.accept(problem, by=cast.officer, seen=1, at=now)
    run_with(cast, now, voices)
    return again(problem), voices


def test_a_new_voice_waits_until_a_person_takes_it(cast: Cast, now: datetime) -> None:
    problem, voices = offered(cast, now)
    assert voices_in(problem) == {voice.id for voice in voices[:2]}

    taken = problems.take_offers(problem, by=cast.officer, seen=problem.version, at=now)

    assert voices_in(taken) == {voice.id for voice in voices}
    assert taken.messages == 3
    assert taken.voice_rows.get(voice=voices[2]).placed_by == cast.officer


def test_what_was_refused_is_not_offered_again(cast: Cast, now: datetime) -> None:
    problem, voices = offered(cast, now)

    problems.refuse_offers(problem, by=cast.officer, seen=problem.version, at=now)
    run_with(cast, now, voices)

    assert not Offer.objects.exists()
    assert len(voices_in(problem)) == 2


def test_without_offers_there_is_nothing_to_take(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(Refused, match=r"research.offers.none"):
        problems.take_offers(problem, by=cast.officer, seen=1, at=now)
    with pytest.raises(Refused, match=r"research.offers.none"):
        problems.refuse_offers(problem, by=cast.officer, seen=1, at=now)
