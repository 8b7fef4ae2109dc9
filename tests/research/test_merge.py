from datetime import datetime

import pytest

from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.research.actions import problems
from sanxin.research.models import Problem, Stage
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, voices_in


def seen(*rows: Problem) -> dict:  # type: ignore[type-arg]
    return {row.id: row.version for row in rows}


def test_voices_of_both_lie_in_one_and_the_other_leads_to_it(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 5, now)
    gone, into = propose(cast, now, voices[:2], voices[2:])

    merged = problems.merge([gone], into=into, by=cast.officer, seen=seen(gone, into), at=now)

    assert voices_in(merged) == {voice.id for voice in voices}
    assert (merged.messages, merged.people, merged.name) == (5, 5, into.name)
    assert merged.heat > max(gone.heat, into.heat)
    assert again(gone).stage == Stage.GONE
    assert again(gone).departure.into == into
    assert set(merged.voice_rows.values_list("placed_by", flat=True)) == {None, cast.officer.id}


def test_several_go_into_one_at_once(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    one, two, into = propose(cast, now, voices[:2], voices[2:4], voices[4:])

    merged = problems.merge([one, two, one], into=into, by=cast.officer, seen=seen(one, two, into), at=now)

    assert merged.messages == 6
    assert merged.changes.get().facts["voices"] == 4


def test_a_problem_is_not_merged_with_itself(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))

    with pytest.raises(Refused, match=r"research.merge.one"):
        problems.merge([problem], into=problem, by=cast.officer, seen=seen(problem), at=now)


@pytest.mark.parametrize("which", [0, 1])
def test_neither_side_may_be_locked(cast: Cast, now: datetime, which: int) -> None:
    voices = hear_some(cast, 4, now)
    pair = propose(cast, now, voices[:2], voices[2:])
    pair[which] = problems.lock(pair[which], by=cast.colleague, seen=pair[which].version, at=now)

    with pytest.raises(Refused) as refusal:
        problems.merge([pair[0]], into=pair[1], by=cast.officer, seen=seen(*pair), at=now)

    assert refusal.value.sentence == f"{pair[which].code} 由何志明锁定了，先解锁再改。"
    assert again(pair[0]).stage == Stage.PROPOSED


def test_what_stands_on_the_ledger_is_not_merged_away(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    numbered, other = propose(cast, now, voices[:2], voices[2:])
    Problem.objects.filter(pk=numbered.pk).update(stage=Stage.ON_LEDGER)

    with pytest.raises(Refused, match=r"research.merge.on_ledger"):
        problems.merge([numbered], into=other, by=cast.officer, seen=seen(numbered, other), at=now)

    merged = problems.merge([other], into=numbered, by=cast.officer, seen=seen(numbered, other), at=now)
    assert merged.stage == Stage.ON_LEDGER


def test_a_change_to_either_side_since_then_refuses_all(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    gone, into = propose(cast, now, voices[:2], voices[2:])
    problems.accept(into, by=cast.colleague, seen=into.version, at=now)

    with pytest.raises(Overtaken):
        problems.merge([gone], into=into, by=cast.officer, seen=seen(gone, into), at=now)

    assert voices_in(gone) == {voice.id for voice in voices[:2]}


def test_a_leader_does_not_merge(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    gone, into = propose(cast, now, voices[:2], voices[2:])

    with pytest.raises(NotAllowed):
        problems.merge([gone], into=into, by=cast.leader, seen=seen(gone, into), at=now)
