from datetime import datetime

import pytest

from sanxin.kernel.refusals import Refused
from sanxin.research.actions import problems
from sanxin.research.models import KeptApart, ProblemVoice
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, voices_in


def test_a_voice_taken_out_lies_nowhere_and_the_word_is_kept(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)

    problems.take_out(problem, [voices[0].id], by=cast.officer, seen=1, at=now)

    assert not ProblemVoice.objects.filter(voice=voices[0]).exists()
    assert KeptApart.objects.get().voice == voices[0]
    assert again(problem).messages == 2


def test_the_last_voice_stays(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 2, now)
    (problem,) = propose(cast, now, voices)

    with pytest.raises(Refused, match=r"research.voices.all"):
        problems.take_out(problem, [voice.id for voice in voices], by=cast.officer, seen=1, at=now)

    assert len(voices_in(problem)) == 2


def test_a_locked_problem_gives_nothing_away(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)
    locked = problems.lock(problem, by=cast.officer, seen=1, at=now)

    with pytest.raises(Refused, match=r"research.problem.locked"):
        problems.take_out(locked, [voices[0].id], by=cast.officer, seen=locked.version, at=now)
