"""Voices that lie nowhere go into a problem, or become one; several problems take one verb."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.research.actions import problems
from sanxin.research.models import Lock, Problem, ProblemChange, Stage
from sanxin.service.models import VoiceItem
from tests.cast import Cast
from tests.research.builders import again, hear, hear_some, propose, run_with, take_back, voices_in
from tests.service.builders import an_item


def test_they_lie_there_and_no_run_moves_them(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    (problem,) = propose(cast, now, voices[:2])

    put = problems.put_voices(problem, [v.id for v in voices[2:4]], by=cast.officer, seen=problem.version, at=now)
    run_with(cast, now, voices[2:])

    assert voices_in(put) == {voice.id for voice in voices[:4]}
    assert put.messages == 4
    assert timeline(problem.id)[0].text == f"把 2 条声音归到 {problem.code}"


def test_where_it_is_on_the_ledger_who_spoke_will_be_told(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices[:3])
    problems.put_on_ledger(problem, [an_item(cast)], by=cast.leader, at=now)

    problems.put_voices(problem, [voices[3].id], by=cast.officer, seen=again(problem).version, at=now)

    assert VoiceItem.objects.get().voice == voices[3]


def test_put_and_gathered_can_be_taken_back(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 5, now)
    (problem,) = propose(cast, now, voices[:2])
    problems.put_voices(problem, [voices[2].id], by=cast.officer, seen=1, at=now)
    new = problems.gather_voices(cast.department, [v.id for v in voices[3:]], by=cast.officer, name="路灯不亮", at=now)

    for change in list(ProblemChange.objects.order_by("-id")):
        take_back(change, by=cast.colleague, at=now)

    assert voices_in(problem) == {voice.id for voice in voices[:2]}
    assert again(new).stage == Stage.GONE
    assert voices_in(new) == set()


def test_a_gathered_problem_waits_to_be_accepted(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)

    new = problems.gather_voices(cast.department, [v.id for v in voices], by=cast.officer, name=" 路灯  不亮 ", at=now)

    assert (new.name, new.stage, new.people, new.number) == ("路灯 不亮", Stage.PROPOSED, 3, 1)
    assert new.heat > 0


def test_what_may_not_be_put(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    elsewhere = hear(cast, "外单位的", now, office=cast.transport)
    one, two = propose(cast, now, voices[:2], voices[2:])
    how = {"by": cast.officer, "seen": 1, "at": now}

    with pytest.raises(Refused, match=r"research.ticked.none"):
        problems.put_voices(one, [], **how)
    with pytest.raises(Refused, match=r"有 1 条已经在别的问题里"):
        problems.put_voices(one, [voices[2].id], **how)
    with pytest.raises(Refused, match=r"research.voices.elsewhere"):
        problems.put_voices(one, [elsewhere.id], **how)
    with pytest.raises(Overtaken):
        problems.put_voices(one, [elsewhere.id], by=cast.officer, seen=9, at=now)
    with pytest.raises(NotAllowed):
        problems.put_voices(one, [elsewhere.id], by=cast.leader, seen=1, at=now)
    with pytest.raises(NotAllowed):
        problems.gather_voices(cast.department, [elsewhere.id], by=cast.stranger, name="名", at=now)
    with pytest.raises(Refused, match=r"research.voices.elsewhere"):
        problems.gather_voices(cast.department, [elsewhere.id], by=cast.officer, name="名", at=now)
    with pytest.raises(Refused, match=r"research.rename.empty"):
        problems.gather_voices(cast.department, [elsewhere.id], by=cast.officer, name=" ", at=now)
    problems.lock(two, by=cast.officer, seen=1, at=now)
    with pytest.raises(Refused, match=r"research.problem.locked"):
        problems.put_voices(again(two), [elsewhere.id], by=cast.officer, seen=2, at=now)


def test_ticked_problems_are_accepted_and_locked_together(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    rows = propose(cast, now, voices[:2], voices[2:4], voices[4:])
    problems.accept(rows[0], by=cast.colleague, seen=1, at=now)
    seen = {row.id: again(row).version for row in rows}

    accepted = problems.accept_all([again(row) for row in rows], by=cast.officer, seen=seen, at=now)
    seen = {row.id: again(row).version for row in rows}
    problems.lock_all([again(row) for row in rows], by=cast.officer, seen=seen, at=now)

    assert len(accepted) == 2
    assert set(Problem.objects.values_list("stage", flat=True)) == {Stage.ACCEPTED}
    assert Lock.objects.count() == 3


def test_where_one_was_changed_meanwhile_none_is_accepted(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    rows = propose(cast, now, voices[:2], voices[2:])
    problems.rename(rows[1], by=cast.colleague, seen=1, name="改过", at=now)

    with pytest.raises(Overtaken):
        problems.accept_all(rows, by=cast.officer, seen={row.id: 1 for row in rows}, at=now)

    assert again(rows[0]).stage == Stage.PROPOSED


def test_nothing_to_accept_is_said(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match=r"research.ticked.none"):
        problems.accept_all([], by=cast.officer, seen={}, at=now)
