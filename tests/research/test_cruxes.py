"""症结: proposed by a run, named, joined and parted by people; its problems keep their numbers."""

from collections.abc import Callable
from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.research.actions import cruxes, problems
from sanxin.research.actions.runs.cruxes import propose_cruxes
from sanxin.research.crux_engine import the_crux_engine
from sanxin.research.models import (
    CruxChange,
    CruxMember,
    CruxOffer,
    CruxProblem,
    CruxStage,
    Problem,
    ProblemChange,
    Stage,
)
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import FakeCruxEngine, again, crux_of, hear_some, propose, run_with, take_back


def fresh(crux: CruxProblem) -> CruxProblem:
    return CruxProblem.objects.get(pk=crux.pk)


def members(crux: CruxProblem) -> set[str]:
    return set(crux.member_rows.values_list("problem__name", flat=True))


def desk_of(cast: Cast, now: datetime, count: int = 4) -> list[Problem]:
    """Confirmed problems, so that no run changes them."""
    voices = hear_some(cast, 2 * count, now)
    rows = propose(cast, now, *[voices[2 * n : 2 * n + 2] for n in range(count)])
    return [
        problems.rename(row, by=cast.officer, seen=again(row).version, name=f"事 {n}", at=now)
        for n, row in enumerate(rows)
    ]


def undo(change: CruxChange, cast: Cast, now: datetime) -> CruxChange:
    return cruxes.undo(change, by=cast.colleague, seen=fresh(change.main).version, at=now)


def test_a_run_proposes_it_and_the_problems_keep_numbers_and_names(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)

    crux = crux_of(cast, now, *rows[:3])

    assert (crux.code, crux.stage, crux.name) == ("Z-001", CruxStage.PROPOSED, "几处都说事 0")
    assert members(crux) == {"事 0", "事 1", "事 2"}
    assert [again(row).number for row in rows] == [row.number for row in rows]


def test_untouched_it_gives_way_to_a_later_run_under_its_number(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = crux_of(cast, now, *rows[:2])

    later = crux_of(cast, now, *rows[:3])
    assert later == crux
    assert members(later) == {"事 0", "事 1", "事 2"}

    run_with(cast, now)
    assert fresh(crux).stage == CruxStage.GONE


def test_what_people_settled_stays_and_new_problems_are_offered(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = cruxes.accept(crux_of(cast, now, *rows[:2]), by=cast.officer, seen=1, at=now)
    engine = FakeCruxEngine(rows)

    run_with(cast, now, crux_engine=engine)

    assert members(crux) == {"事 0", "事 1"}
    assert set(CruxOffer.objects.values_list("problem", flat=True)) == {rows[2].id, rows[3].id}
    assert engine.locked == [sorted(row.id for row in rows[:2])]


def test_offers_are_taken_or_refused_for_good(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = cruxes.accept(crux_of(cast, now, *rows[:2]), by=cast.officer, seen=1, at=now)
    run_with(cast, now, crux_engine=FakeCruxEngine(rows[:3]))
    crux = cruxes.take_offers(fresh(crux), by=cast.officer, seen=fresh(crux).version, at=now)
    assert members(crux) == {"事 0", "事 1", "事 2"}

    run_with(cast, now, crux_engine=FakeCruxEngine(rows))
    crux = cruxes.refuse_offers(fresh(crux), by=cast.officer, seen=fresh(crux).version, at=now)
    engine = FakeCruxEngine(rows)
    run_with(cast, now, crux_engine=engine)

    assert not CruxOffer.objects.exists()
    assert engine.apart == [(rows[3].id, min(row.id for row in rows[:3]))]
    with pytest.raises(Refused, match=r"research.offers.none"):
        cruxes.take_offers(fresh(crux), by=cast.officer, seen=fresh(crux).version, at=now)


Act = Callable[[Cast, datetime, CruxProblem, CruxProblem, list[Problem]], object]


def both(one: CruxProblem, other: CruxProblem) -> dict:  # type: ignore[type-arg]
    return {one.id: fresh(one).version, other.id: fresh(other).version}


ACTS: dict[str, Act] = {
    "accepted": lambda c, at, one, two, p: cruxes.accept(one, by=c.officer, seen=1, at=at),
    "renamed": lambda c, at, one, two, p: cruxes.rename(one, by=c.officer, seen=1, name="客运没人补", at=at),
    "merged": lambda c, at, one, two, p: cruxes.merge([two], into=one, by=c.officer, seen=both(one, two), at=at),
    "split": lambda c, at, one, two, p: cruxes.split(one, [p[0].id], by=c.officer, seen=1, name="另", at=at),
    "put": lambda c, at, one, two, p: cruxes.put(one, [p[3].id, p[6].id], by=c.officer, seen=1, at=at),
    "taken_out": lambda c, at, one, two, p: cruxes.take_out(one, [p[0].id], by=c.officer, seen=1, at=at),
    "gathered": lambda c, at, one, two, p: cruxes.gather(
        c.department, [p[0].id, p[3].id, p[6].id], by=c.officer, name="新", at=at
    ),
    "locked": lambda c, at, one, two, p: cruxes.lock(one, by=c.officer, seen=1, at=at),
}


def picture() -> dict[str, object]:
    return {crux.code: (crux.name, crux.stage, crux.is_locked, members(crux)) for crux in CruxProblem.objects.on_desk()}


@pytest.mark.parametrize("verb", ACTS)
def test_every_act_can_be_taken_back(cast: Cast, now: datetime, verb: str) -> None:
    rows = desk_of(cast, now, count=7)
    groups = [[row.voice for row in problem.voice_rows.select_related("voice")] for problem in rows]
    run_with(cast, now, *groups, crux_engine=FakeCruxEngine(rows[:3], rows[3:6]))
    one, two = CruxProblem.objects.order_by("number")
    before = picture()
    ACTS[verb](cast, now, one, two, rows)
    assert picture() != before

    change = undo(CruxChange.objects.get(), cast, now)

    assert picture() == before
    assert timeline(change.main_id)[0].name == f"research.crux.{verb}.undone"
    with pytest.raises(Refused, match=r"research.undo.again"):
        undo(change, cast, now)


def test_the_history_of_a_problem_tells_where_it_went(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = crux_of(cast, now, *rows[:2])

    cruxes.put(crux, [rows[2].id], by=cast.officer, seen=1, at=now)

    assert timeline(rows[2].id)[0].text == "把 1 个问题归到症结 Z-001"


def test_a_merge_of_problems_carries_the_crux_and_undoing_it_gives_it_back(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = crux_of(cast, now, *rows[:2])
    gone, into = again(rows[0]), again(rows[2])

    problems.merge([gone], into=into, by=cast.officer, seen={gone.id: gone.version, into.id: into.version}, at=now)
    assert members(crux) == {"事 1", "事 2"}

    take_back(ProblemChange.objects.get(verb="merged"), by=cast.officer, at=now)
    assert members(crux) == {"事 0", "事 1"}


def test_what_a_person_said_of_the_crux_meanwhile_counts_more(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = crux_of(cast, now, *rows[:2])
    gone, into = again(rows[0]), again(rows[2])
    problems.merge([gone], into=into, by=cast.officer, seen={gone.id: gone.version, into.id: into.version}, at=now)
    cruxes.take_out(fresh(crux), [into.id], by=cast.officer, seen=1, at=now)

    take_back(ProblemChange.objects.get(verb="merged"), by=cast.officer, at=now)

    assert members(crux) == {"事 0", "事 1"}
    assert not CruxMember.objects.filter(problem=into).exists()


def test_a_problem_let_go_by_a_run_leaves_its_place_to_its_heir(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    one, two = propose(cast, now, voices[:2], voices[2:4])
    crux = crux_of(cast, now, one, two)
    cruxes.accept(crux, by=cast.officer, seen=1, at=now)

    run_with(cast, now, [*voices[:2], *voices[4:]])

    assert again(two).stage == Stage.GONE
    assert set(CruxMember.objects.values_list("problem__stage", flat=True)) <= {Stage.PROPOSED, Stage.ACCEPTED}
    assert crux.member_rows.count() == 1


def test_refusals(cast: Cast, now: datetime) -> None:
    rows = desk_of(cast, now)
    crux = crux_of(cast, now, *rows[:2])
    how = {"by": cast.officer, "seen": 1, "at": now}

    with pytest.raises(NotAllowed):
        cruxes.accept(crux, by=cast.leader, seen=1, at=now)
    with pytest.raises(NotAllowed):
        cruxes.gather(cast.department, [rows[2].id], by=cast.stranger, name="名", at=now)
    with pytest.raises(Overtaken):
        cruxes.rename(crux, by=cast.officer, seen=7, name="名", at=now)
    with pytest.raises(Refused, match=r"research.crux.none"):
        cruxes.put(crux, [], **how)
    with pytest.raises(Refused, match=r"research.crux.there"):
        cruxes.put(crux, [rows[0].id], **how)
    with pytest.raises(Refused, match=r"research.crux.all"):
        cruxes.take_out(crux, [row.id for row in rows[:2]], **how)
    with pytest.raises(Refused, match=r"research.crux.elsewhere"):
        cruxes.take_out(crux, [rows[3].id], **how)
    with pytest.raises(Refused, match=r"research.crux.emptied"):
        cruxes.gather(cast.department, [row.id for row in rows], by=cast.officer, name="名", at=now)
    with pytest.raises(Refused, match=r"research.merge.one"):
        cruxes.merge([crux], into=crux, by=cast.officer, seen={crux.id: 1}, at=now)
    Problem.objects.filter(pk=rows[3].pk).update(stage=Stage.GONE)
    with pytest.raises(Refused, match=r"research.crux.off_desk"):
        cruxes.put(crux, [rows[3].id], **how)
    crux = cruxes.lock(crux, **how)
    with pytest.raises(Refused, match=r"research.problem.locked"):
        cruxes.put(crux, [rows[2].id], by=cast.officer, seen=2, at=now)
    with pytest.raises(Refused, match=r"research.problem.locked"):
        cruxes.gather(cast.department, [rows[0].id], by=cast.officer, name="名", at=now)
    crux = cruxes.unlock(crux, by=cast.colleague, seen=2, at=now)
    crux = cruxes.accept(crux, by=cast.officer, seen=3, at=now)
    with pytest.raises(Refused, match=r"research.crux.accepted"):
        cruxes.accept(crux, by=cast.officer, seen=4, at=now)


def test_the_engine_sees_names_quotes_and_places(cast: Cast, now: datetime) -> None:
    desk_of(cast, now, count=1)
    engine = FakeCruxEngine()

    run_with(cast, now, crux_engine=engine)

    [card] = engine.cards
    assert card.name == "事 0"
    assert "班车停了" in card.text
    assert card.places == ("双溪村", "竹坑村")


def test_the_real_engine_finds_one_complaint_in_two_villages(cast: Cast, now: datetime) -> None:
    texts = {
        cast.village: "竹坑村的班车停运了，老人赶集看病走不了",
        cast.other_village: "双溪村的班车停运了，老人赶集看病走不了",
    }
    made = []
    for place, text in texts.items():
        voices = hear_some(cast, 2, now, text=text)
        Voice.objects.filter(pk__in=[v.pk for v in voices]).update(place=place)
        made.append(
            problems.gather_voices(cast.department, [v.id for v in voices], by=cast.officer, name=text[:20], at=now)
        )

    run = run_with(cast, now)

    propose_cruxes(run, at=now, engine=the_crux_engine)

    assert {row.problem for row in CruxMember.objects.all()} == set(made)
