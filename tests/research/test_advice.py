"""A later run says what it would do with confirmed problems, and does nothing itself."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.research.actions import problems
from sanxin.research.models import Advice, AdviceKind, KeptApart, Problem, Stage
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import FakeEngine, again, hear_some, propose, run_with, take_back, voices_in


def confirmed(cast: Cast, now: datetime, *groups: list[Voice]) -> list[Problem]:
    rows = propose(cast, now, *groups)
    return [problems.accept(problem, by=cast.officer, seen=again(problem).version, at=now) for problem in rows]


def run_freely(cast: Cast, now: datetime, *groups: list[Voice]) -> None:
    run_with(cast, now, engine=FakeEngine().freely(*groups))


def waiting() -> list[Advice]:
    return list(Advice.objects.waiting().order_by("kind", "id"))


def test_two_that_lie_together_are_advised_to_merge_and_stay_as_they_are(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    small, large = confirmed(cast, now, voices[:2], voices[2:])

    run_freely(cast, now, voices)

    [advice] = waiting()
    assert (advice.kind, advice.problem, advice.other) == (AdviceKind.MERGE, large, small)
    assert voices_in(small) == {voice.id for voice in voices[:2]}
    assert again(small).stage == Stage.ACCEPTED


def test_voices_that_lie_elsewhere_are_advised_to_be_split_off(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 7, now)
    (problem,) = confirmed(cast, now, voices)

    run_freely(cast, now, voices[:4], voices[4:6])

    [advice] = waiting()
    assert (advice.kind, advice.problem, advice.other) == (AdviceKind.SPLIT, problem, None)
    assert set(advice.voices.all()) == set(voices[4:6])
    assert advice.title.startswith("班车停了")


def test_taking_it_is_a_merge_and_undoing_that_lets_it_wait_again(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = confirmed(cast, now, voices[:2], voices[2:])
    run_freely(cast, now, voices)

    seen = {one.id: one.version, two.id: two.version}
    merged = problems.merge([two], into=one, by=cast.officer, seen=seen, at=now)
    assert waiting() == []

    take_back(merged.changes.get(verb="merged"), by=cast.officer, at=now)
    assert len(waiting()) == 1


def test_refused_it_is_not_advised_again_until_somebody_reconsiders(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 8, now)
    one, two = confirmed(cast, now, voices[:2], voices[2:])
    run_freely(cast, now, voices[:6], voices[6:])
    for advice in waiting():
        problems.refuse_advice(advice, by=cast.officer, at=now)

    run_freely(cast, now, voices[:6], voices[6:])
    assert waiting() == []
    assert "没有采用" in timeline(two.id)[0].text

    problems.reconsider_advice(Advice.objects.get(kind=AdviceKind.MERGE), by=cast.colleague, at=now)
    assert [advice.other for advice in waiting()] == [one]


def test_what_people_parted_is_not_joined(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    (problem,) = propose(cast, now, voices)
    problems.split(problem, [v.id for v in voices[:3]], by=cast.officer, seen=1, name="校车", at=now)

    run_freely(cast, now, voices)

    assert waiting() == []


def test_what_people_kept_away_is_not_joined(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, _two = confirmed(cast, now, voices[:2], voices[2:])
    KeptApart.objects.create(problem=one, voice=voices[2], by=cast.officer, at=now)

    run_freely(cast, now, voices)

    assert waiting() == []


def test_what_people_joined_is_not_parted(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    into, gone = propose(cast, now, voices[:2], voices[2:])
    problems.merge([gone], into=into, by=cast.officer, seen={into.id: 1, gone.id: 1}, at=now)

    run_freely(cast, now, voices[:2], voices[2:])

    assert waiting() == []


def test_a_locked_problem_is_left_alone(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, _two = confirmed(cast, now, voices[:2], voices[2:])
    run_freely(cast, now, voices)
    assert len(waiting()) == 1

    problems.lock(one, by=cast.officer, seen=one.version, at=now)
    assert waiting() == []

    run_freely(cast, now, voices)
    assert Advice.objects.count() == 0


def test_of_two_on_the_ledger_neither_can_go(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    confirmed(cast, now, voices[:2], voices[2:])
    Problem.objects.update(stage=Stage.ON_LEDGER)

    run_freely(cast, now, voices)

    assert waiting() == []


def test_once_answered_or_overtaken_there_is_nothing_to_refuse(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, two = confirmed(cast, now, voices[:2], voices[2:])
    run_freely(cast, now, voices)
    [advice] = waiting()

    with pytest.raises(NotAllowed):
        problems.refuse_advice(advice, by=cast.leader, at=now)
    with pytest.raises(Refused, match=r"research.advice.open"):
        problems.reconsider_advice(advice, by=cast.officer, at=now)
    problems.refuse_advice(advice, by=cast.colleague, at=now)
    with pytest.raises(Refused, match=r"何志明已经说过不用"):
        problems.refuse_advice(advice, by=cast.officer, at=now)
    problems.reconsider_advice(advice, by=cast.officer, at=now)
    problems.merge([two], into=one, by=cast.officer, seen={one.id: one.version, two.id: two.version}, at=now)
    with pytest.raises(Refused, match=r"research.advice.stale"):
        problems.refuse_advice(advice, by=cast.officer, at=now)


def test_a_desk_nobody_touched_is_read_once(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    propose(cast, now, voices)
    engine = FakeEngine(voices)

    run_with(cast, now, engine=engine)

    assert len(engine.heard) == 1
