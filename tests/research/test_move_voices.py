from datetime import datetime

import pytest

from sanxin.kernel.refusals import Refused
from sanxin.research.actions import problems
from sanxin.research.models import KeptApart
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, voices_in


def test_a_voice_moves_and_both_are_counted_anew(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    one, other = propose(cast, now, voices[:3], voices[3:])

    problems.move_voices(one, [voices[0].id], to=other, by=cast.officer, seen={one.id: 1, other.id: 1}, at=now)

    assert voices_in(one) == {voice.id for voice in voices[1:3]}
    assert voices_in(other) == {voices[0].id, *(voice.id for voice in voices[3:])}
    assert (again(one).messages, again(other).messages) == (2, 4)
    assert other.voice_rows.get(voice=voices[0]).placed_by == cast.officer


def test_moving_back_takes_back_the_word_that_it_does_not_belong_there(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    one, other = propose(cast, now, voices[:3], voices[3:])
    KeptApart.objects.create(problem=other, voice=voices[0], by=cast.colleague, at=now)

    problems.move_voices(one, [voices[0].id], to=other, by=cast.officer, seen={one.id: 1, other.id: 1}, at=now)

    assert not KeptApart.objects.exists()


def test_not_into_the_same_problem(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)

    with pytest.raises(Refused, match=r"research.move.same"):
        problems.move_voices(problem, [voices[0].id], to=problem, by=cast.officer, seen={problem.id: 1}, at=now)


def test_moving_all_is_a_merge(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, other = propose(cast, now, voices[:2], voices[2:])

    with pytest.raises(Refused) as refusal:
        problems.move_voices(
            one, [v.id for v in voices[:2]], to=other, by=cast.officer, seen={one.id: 1, other.id: 1}, at=now
        )

    assert refusal.value.sentence == "至少留一条；要整个并到别处，请用合并。"


def test_nothing_moves_into_a_locked_problem(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    one, other = propose(cast, now, voices[:2], voices[2:])
    other = problems.lock(other, by=cast.head, seen=1, at=now)

    with pytest.raises(Refused, match=r"research.problem.locked"):
        problems.move_voices(
            one, [voices[0].id], to=other, by=cast.officer, seen={one.id: 1, other.id: other.version}, at=now
        )
