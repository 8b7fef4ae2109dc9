from collections.abc import Callable
from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.ledger.models import Item
from sanxin.research.actions import problems
from sanxin.research.models import KeptApart, Offer, Problem, ProblemChange, Stage
from sanxin.service.actions.links import tie
from sanxin.service.models import Voice, VoiceItem
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose, run_with, take_back, voices_in
from tests.service.builders import an_item, struck_off

Act = Callable[[Cast, datetime, list[Problem], list[Voice]], object]


def seen(*rows: Problem) -> dict:  # type: ignore[type-arg]
    return {row.id: row.version for row in rows}


ACTS: dict[str, Act] = {
    "accepted": lambda c, at, p, v: problems.accept(p[0], by=c.officer, seen=1, at=at),
    "renamed": lambda c, at, p, v: problems.rename(p[0], by=c.officer, seen=1, name="新名", at=at),
    "merged": lambda c, at, p, v: problems.merge([p[1]], into=p[0], by=c.officer, seen=seen(*p), at=at),
    "split": lambda c, at, p, v: problems.split(p[0], [v[0].id], by=c.officer, seen=1, name="另", at=at),
    "moved": lambda c, at, p, v: problems.move_voices(p[0], [v[0].id], to=p[1], by=c.officer, seen=seen(*p), at=at),
    "taken_out": lambda c, at, p, v: problems.take_out(p[0], [v[0].id], by=c.officer, seen=1, at=at),
    "locked": lambda c, at, p, v: problems.lock(p[0], by=c.officer, seen=1, at=at),
}


def picture() -> dict[str, object]:
    """Everything people see of the desk, without figures of time."""
    return {
        problem.code: (
            problem.name,
            problem.is_locked,
            hasattr(problem, "acceptance"),
            problem.messages,
            voices_in(problem),
        )
        for problem in Problem.objects.on_desk()
    }


@pytest.mark.parametrize("verb", ACTS)
def test_every_act_can_be_taken_back(cast: Cast, now: datetime, verb: str) -> None:
    voices = hear_some(cast, 6, now)
    pair = propose(cast, now, voices[:3], voices[3:])
    before = picture()
    ACTS[verb](cast, now, pair, voices)
    assert picture() != before

    change = take_back(ProblemChange.objects.get(), by=cast.colleague, at=now)

    assert picture() == before
    assert change.undo.by == cast.colleague
    assert timeline(pair[0].id)[0].name == f"research.problem.{verb}.undone"
    assert not KeptApart.objects.exists()


def test_taking_offers_back_lets_them_wait_again(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 3, now)
    (problem,) = propose(cast, now, voices[:2])
    problem = problems.accept(problem, by=cast.officer, seen=1, at=now)
    run_with(cast, now, voices)
    problems.take_offers(problem, by=cast.officer, seen=problem.version, at=now)

    take_back(ProblemChange.objects.get(verb="offers_taken"), by=cast.officer, at=now)

    assert Offer.objects.get().voice == voices[2]
    assert len(voices_in(problem)) == 2


def test_the_later_act_goes_first(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problem = problems.accept(problem, by=cast.officer, seen=1, at=now)
    problems.rename(problem, by=cast.officer, seen=problem.version, name="班车", at=now)
    first = ProblemChange.objects.get(verb="accepted")

    with pytest.raises(Refused) as refusal:
        take_back(first, by=cast.officer, at=now)

    assert refusal.value.code == "research.undo.later"
    assert "改名为“班车”" in refusal.value.sentence
    assert again(problem).stage == Stage.ACCEPTED


def test_not_twice(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.accept(problem, by=cast.officer, seen=1, at=now)
    change = ProblemChange.objects.get()
    take_back(change, by=cast.officer, at=now)

    with pytest.raises(Refused) as refusal:
        take_back(change, by=cast.colleague, at=now)

    assert refusal.value.sentence == "这一步已由程晓岚撤销。"


def test_an_acceptance_a_decision_rests_on_stays(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.accept(problem, by=cast.officer, seen=1, at=now)
    Problem.objects.filter(pk=problem.pk).update(stage=Stage.ON_LEDGER)

    with pytest.raises(Refused, match=r"research.undo.moved_on"):
        take_back(ProblemChange.objects.get(), by=cast.officer, at=now)


def test_a_voice_a_run_proposed_elsewhere_meanwhile_comes_back(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 5, now)
    (problem,) = propose(cast, now, voices[:3])
    problems.take_out(problem, [voices[0].id], by=cast.officer, seen=1, at=now)
    run_with(cast, now, [voices[0], voices[3], voices[4]])

    take_back(ProblemChange.objects.get(), by=cast.officer, at=now)

    assert voices[0].id in voices_in(problem)
    assert {p.messages for p in Problem.objects.on_desk()} == {3, 2}


def test_a_proposal_that_gave_its_last_voices_back_leaves_the_desk(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    (problem,) = propose(cast, now, voices)
    problems.take_out(problem, [voice.id for voice in voices[:2]], by=cast.officer, seen=1, at=now)
    run_with(cast, now, voices[:2])
    assert Problem.objects.on_desk().count() == 2

    take_back(ProblemChange.objects.get(), by=cast.officer, at=now)

    assert Problem.objects.on_desk().get() == problem


def test_but_not_out_of_a_problem_somebody_confirmed(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 5, now)
    (problem,) = propose(cast, now, voices[:3])
    problems.take_out(problem, [voices[0].id], by=cast.officer, seen=1, at=now)
    change = ProblemChange.objects.get()
    run_with(cast, now, [voices[0], voices[3], voices[4]])
    new = Problem.objects.on_desk().exclude(pk=problem.pk).get()
    problems.accept(new, by=cast.colleague, seen=new.version, at=now)

    with pytest.raises(Refused, match=r"research.undo.moved_on"):
        take_back(change, by=cast.officer, at=now)


def test_the_leader_takes_nothing_back(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.accept(problem, by=cast.officer, seen=1, at=now)

    with pytest.raises(NotAllowed):
        take_back(ProblemChange.objects.get(), by=cast.leader, at=now)


def on_ledger(cast: Cast, now: datetime, problem: Problem) -> Item:
    """The problem on the ledger with one item, its own voices tied to it as a decision does."""
    item = an_item(cast)
    problems.put_on_ledger(problem, [item], by=cast.leader, at=now)
    tie([row.voice for row in problem.voice_rows.select_related("voice")], item, by=cast.leader, at=now)
    return item


@pytest.mark.parametrize("verb", ["merged", "moved"])
def test_voices_that_came_to_the_ledger_by_it_are_untied(cast: Cast, now: datetime, verb: str) -> None:
    voices = hear_some(cast, 6, now)
    pair = propose(cast, now, voices[:3], voices[3:])
    home = pair[0] if verb == "merged" else pair[1]
    item = on_ledger(cast, now, home)
    ACTS[verb](cast, now, [again(problem) for problem in pair], voices)
    assert VoiceItem.objects.filter(item=item).count() > 3

    take_back(ProblemChange.objects.get(), by=cast.officer, at=now)

    assert set(VoiceItem.objects.values_list("voice_id", flat=True)) == voices_in(home)
    assert timeline(item.id)[0].text.endswith(f"不再归到台账 {item.code}")


def test_not_where_somebody_waits_for_the_answer(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 4, now)
    into, gone = propose(cast, now, voices[:2], voices[2:])
    item = on_ledger(cast, now, into)
    ACTS["merged"](cast, now, [again(into), again(gone)], voices)
    struck_off(cast, item)

    with pytest.raises(Refused) as refusal:
        take_back(ProblemChange.objects.get(), by=cast.officer, at=now)

    assert refusal.value.code == "research.undo.answered"
    assert item.code in refusal.value.sentence
    assert VoiceItem.objects.count() == 4


def test_whoever_looked_at_an_older_picture_is_told(cast: Cast, now: datetime) -> None:
    (problem,) = propose(cast, now, hear_some(cast, 2, now))
    problems.accept(problem, by=cast.officer, seen=1, at=now)

    with pytest.raises(Overtaken, match=r"程晓岚刚刚改过"):
        problems.undo(ProblemChange.objects.get(), by=cast.colleague, seen=1, at=now)

    assert again(problem).stage == Stage.ACCEPTED
