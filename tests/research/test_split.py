from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.models import Person
from sanxin.research.actions import problems
from sanxin.research.models import ProblemVoice, Stage
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, voices_in


def test_the_chosen_voices_become_a_problem_with_a_number_of_its_own(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 5, now)
    (problem,) = propose(cast, now, voices)

    new = problems.split(problem, [voices[0].id, voices[1].id], by=cast.officer, seen=1, name="校车", at=now)

    assert voices_in(new) == {voices[0].id, voices[1].id}
    assert voices_in(problem) == {voice.id for voice in voices[2:]}
    assert (new.number, new.stage, new.name) == (problem.number + 1, Stage.PROPOSED, "校车")
    assert (new.messages, again(problem).messages) == (2, 3)
    assert new.quotes


def test_near_copies_go_along(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 5, now)
    (problem,) = propose(cast, now, voices)
    ProblemVoice.objects.filter(voice__in=voices[1:3]).update(copy_of=voices[0])

    new = problems.split(problem, [voices[0].id], by=cast.officer, seen=1, name="信访件", at=now)

    assert voices_in(new) == {voice.id for voice in voices[:3]}
    assert (new.messages, new.copies) == (3, 2)


def test_a_copy_taken_alone_is_a_text_of_its_own(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices)
    ProblemVoice.objects.filter(voice=voices[1]).update(copy_of=voices[0])

    new = problems.split(problem, [voices[1].id], by=cast.officer, seen=1, name="另一件", at=now)

    assert new.voice_rows.get().copy_of is None


@pytest.mark.parametrize(("chosen", "code"), [(0, "research.voices.none"), (3, "research.voices.all")])
def test_something_goes_and_something_stays(cast: Cast, now: datetime, chosen: int, code: str) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)

    with pytest.raises(Refused) as refusal:
        problems.split(problem, [v.id for v in voices[:chosen]], by=cast.officer, seen=1, name="校车", at=now)

    assert (refusal.value.code, refusal.value.field) == (code, "voices")
    assert again(problem).messages == 3


def test_a_voice_that_lies_elsewhere_is_refused_with_all_others(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    problem, _ = propose(cast, now, voices[:3], voices[3:])

    with pytest.raises(Refused) as refusal:
        problems.split(problem, [voices[0].id, voices[5].id], by=cast.officer, seen=1, name="校车", at=now)

    assert refusal.value.sentence == "有 1 条声音已经不在这个问题里，请刷新后再选。"


def test_the_new_problem_needs_a_name(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)

    with pytest.raises(Refused, match=r"research.rename.empty"):
        problems.split(problem, [voices[0].id], by=cast.officer, seen=1, name="", at=now)


def test_a_locked_problem_is_not_split(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)
    locked = problems.lock(problem, by=cast.officer, seen=1, at=now)

    with pytest.raises(Refused, match=r"research.problem.locked"):
        problems.split(locked, [voices[0].id], by=cast.officer, seen=locked.version, name="校车", at=now)


def test_a_handler_does_not_split(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices)

    with pytest.raises(NotAllowed):
        problems.split(problem, [voices[0].id], by=cast.handler, seen=1, name="校车", at=now)


def test_the_form_is_not_offered_while_it_is_locked(
    cast: Cast, client_of: Callable[[Person], Client], now: datetime
) -> None:
    [problem] = propose(cast, now, hear_some(cast, 3, now))
    problems.lock(problem, by=cast.colleague, seen=again(problem).version, at=now)

    page = client_of(cast.officer).get(reverse("research:split", args=[problem.pk])).content.decode()

    assert "锁着，不能拆" in page
    assert "何志明" in page
    assert "拆出来" not in page
    assert reverse("research:unlock", args=[problem.pk]) in page
