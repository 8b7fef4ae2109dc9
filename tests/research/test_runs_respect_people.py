"""Whatever people did, a later run only proposes: the promise, tried on many sequences of acts."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused
from sanxin.research.actions import problems, runs
from sanxin.research.models import KeptApart, Offer, Problem, ProblemChange, ProblemVoice, Stage, SynthesisRun
from sanxin.research.rules.reconciling import Standing, reconcile
from sanxin.service.models import Voice
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.research.builders import hear_sample, hear_some, run_with, take_back
from tests.research.sample import messages

VOICES = 14
ACTS = ("accept", "rename", "lock", "unlock", "merge", "split", "move", "take_out", "take", "refuse", "undo", "run")
acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, 9), st.integers(1, 3)), max_size=9)
groupings = st.lists(st.integers(0, 4), min_size=VOICES, max_size=VOICES)


def groups(labels: list[int], voices: list[Voice]) -> list[list[Voice]]:
    """Voices with one label lie together; label 4 stands for alone."""
    return [
        found for label in range(4) if (found := [v for v, own in zip(voices, labels, strict=True) if own == label])
    ]


class Settled:
    """What people settled, as it stands now."""

    def __init__(self) -> None:
        kept = list(Problem.objects.on_desk().kept())
        self.faces = {problem.id: (problem.number, problem.name, problem.stage) for problem in kept}
        self.voices = dict(ProblemVoice.objects.filter(problem__in=kept).values_list("voice_id", "problem_id"))
        self.placed = dict(ProblemVoice.objects.exclude(placed_by=None).values_list("voice_id", "placed_by_id"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settled) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]


def act(cast: Cast, name: str, one: int, two: int, many: int, labels: list[int], voices: list[Voice]) -> None:
    """One act on the problem numbered `one` of those on the desk; a refusal is an answer, too."""
    desk = list(Problem.objects.on_desk().order_by("number"))
    if name == "run" or not desk:
        run_with(cast, NOW, *groups(labels[one:] + labels[:one], voices))
        return
    problem, other = desk[one % len(desk)], desk[two % len(desk)]
    chosen = list(problem.voice_rows.values_list("voice_id", flat=True).order_by("voice_id")[:many])
    how = {"by": cast.officer, "at": NOW}
    both = {problem.id: problem.version, other.id: other.version}
    change = ProblemChange.objects.in_force().order_by("-id").first()
    verbs = {
        "accept": lambda: problems.accept(problem, seen=problem.version, **how),
        "rename": lambda: problems.rename(problem, seen=problem.version, name=f"名 {one}{two}{many}", **how),
        "lock": lambda: problems.lock(problem, seen=problem.version, **how),
        "unlock": lambda: problems.unlock(problem, seen=problem.version, **how),
        "merge": lambda: problems.merge([problem], into=other, seen=both, **how),
        "split": lambda: problems.split(problem, chosen, seen=problem.version, name="拆", **how),
        "move": lambda: problems.move_voices(problem, chosen, to=other, seen=both, **how),
        "take_out": lambda: problems.take_out(problem, chosen, seen=problem.version, **how),
        "take": lambda: problems.take_offers(problem, seen=problem.version, **how),
        "refuse": lambda: problems.refuse_offers(problem, seen=problem.version, **how),
        "undo": lambda: change and take_back(change, **how),
    }
    try:
        with transaction.atomic():
            verbs[name]()
    except Refused:
        pass


def check_house() -> None:
    """What must hold at any time."""
    on_desk = {problem.id: problem for problem in Problem.objects.on_desk()}
    rows = list(ProblemVoice.objects.all())
    assert {row.problem_id for row in rows} == set(on_desk)  # no voice in a problem that is gone, no empty problem
    for problem in on_desk.values():
        assert problem.messages == sum(row.problem_id == problem.id for row in rows)
        assert problem.stage != Stage.ACCEPTED or hasattr(problem, "acceptance")
    home = {row.voice_id: row.problem_id for row in rows}
    for row in rows:
        assert row.copy_of_id is None or home[row.copy_of_id] == row.problem_id
    apart = set(KeptApart.objects.values_list("voice_id", "problem_id"))
    assert not apart & set(home.items())
    offers = set(Offer.objects.values_list("voice_id", "problem_id"))
    assert not offers & apart
    assert not {voice for voice, _ in offers} & set(home)
    numbers = list(Problem.objects.values_list("number", flat=True))
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


class LaterRuns(TestCase):
    """Hypothesis plays acts and runs in any order; each example starts from an empty house."""

    @given(first=groupings, then=groupings, played=acts)
    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    def test_a_later_run_changes_nothing_people_settled(
        self, first: list[int], then: list[int], played: list[tuple[str, int, int, int]]
    ) -> None:
        with clock.frozen(NOW):
            cast = make_cast()
            voices = hear_some(cast, VOICES, NOW)
            run_with(cast, NOW, *groups(first, voices))
            for name, one, two, many in played:
                act(cast, name, one, two, many, first, voices)
                check_house()
            before = Settled()
            run_with(cast, NOW, *groups(then, voices))
            check_house()
            assert Settled() == before


@given(
    data=st.data(),
    sizes=st.lists(st.integers(1, 5), max_size=5),
    flags=st.lists(st.tuples(st.booleans(), st.booleans()), min_size=5, max_size=5),
)
@settings(max_examples=150, deadline=None)
def test_the_plan_never_touches_what_is_kept(
    data: st.DataObject, sizes: list[int], flags: list[tuple[bool, bool]]
) -> None:
    ids = iter(range(1, 1000))
    standing = []
    for size, (kept, locked) in zip(sizes, flags, strict=False):
        problem_id = UUID(int=next(ids) + 5000)
        standing.append(
            Standing(problem_id, frozenset(UUID(int=next(ids)) for _ in range(size)), kept, locked and kept)
        )
    everyone = sorted(
        {voice for problem in standing for voice in problem.voices} | {UUID(int=900 + n) for n in range(6)}
    )
    labels = data.draw(st.lists(st.integers(0, 4), min_size=len(everyone), max_size=len(everyone)))
    found = [[v for v, label in zip(everyone, labels, strict=True) if label == wanted] for wanted in range(5)]

    plan = reconcile(found, standing, known=frozenset(everyone))

    settled = {voice for problem in standing if problem.kept for voice in problem.voices}
    placed = [voice for voices in plan.members.values() for voice in voices]
    open_ids = {problem.id for problem in standing if problem.kept and not problem.locked}
    untouched = {problem.id for problem in standing if not problem.kept}
    assert not settled & {*placed, *plan.offers}
    assert len(placed) == len(set(placed))
    assert not set(placed) & set(plan.offers)
    assert set(plan.offers.values()) <= open_ids
    assert {*plan.carried.values(), *plan.gone} == untouched
    assert not set(plan.carried.values()) & set(plan.gone)


def test_a_number_lives_on_where_half_of_the_voices_stay_together(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 10, now)
    run_with(cast, now, voices[:6], voices[6:8])
    big, small = Problem.objects.on_desk().order_by("number")

    run = run_with(cast, now + timedelta(days=1), [*voices[:3], voices[9]], [voices[3], voices[6]])

    assert [p.number for p in Problem.objects.on_desk().order_by("number")] == [big.number, small.number]
    assert run.counts["carried"] == 2
    assert run.counts["fresh"] == 0


def test_a_proposal_that_scatters_leaves_the_desk_and_says_where_it_went(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 8, now)
    run_with(cast, now, voices[:4], voices[4:6])
    one, two = Problem.objects.on_desk().order_by("number")

    run_with(cast, now, voices[:6])

    (left,) = Problem.objects.on_desk()
    gone = Problem.objects.get(stage=Stage.GONE)
    assert (left.id, gone.id) == (one.id, two.id)
    assert gone.departure.into == one
    assert gone.departure.by is None


def test_new_voices_come_to_a_confirmed_problem_only_as_offers(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    run_with(cast, now, voices[:3])
    problem = Problem.objects.get()
    problems.accept(problem, by=cast.officer, seen=1, at=now)

    run = run_with(cast, now, voices)

    assert run.counts["offered"] == 3
    assert Problem.objects.get().messages == 3
    assert set(Offer.objects.values_list("voice_id", flat=True)) == {voice.id for voice in voices[3:]}


def test_a_locked_problem_is_offered_nothing(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 6, now)
    run_with(cast, now, voices[:3])
    problems.lock(Problem.objects.get(), by=cast.officer, seen=1, at=now)

    run_with(cast, now, voices)

    assert not Offer.objects.exists()
    assert {p.messages for p in Problem.objects.on_desk()} == {3}


def test_the_engine_is_told_what_people_settled(cast: Cast, now: datetime) -> None:
    from tests.research.builders import FakeEngine

    voices = hear_some(cast, 5, now)
    run_with(cast, now, voices[:3], voices[3:])
    kept, other = Problem.objects.on_desk().order_by("number")
    problems.take_out(kept, [voices[0].id], by=cast.officer, seen=1, at=now)
    engine = FakeEngine(voices)

    run = SynthesisRun.objects.create(county=cast.county, office=cast.department, asked_at=now)
    runs.perform(run, at=now, engine=engine)

    assert [wish.id for wish in engine.wishes.locked] == [str(kept.id)]
    assert [wish.id for wish in engine.wishes.known] == [str(other.id)]
    assert [one for one, _ in engine.wishes.cannot_link] == [str(voices[0].id)]


def test_an_act_while_the_engine_works_still_counts(cast: Cast, now: datetime) -> None:
    from tests.research.builders import FakeEngine

    voices = hear_some(cast, 5, now)
    run_with(cast, now, voices[:3])
    problem = Problem.objects.get()

    class Meanwhile(FakeEngine):
        def __call__(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            problems.accept(problem, by=cast.officer, seen=1, at=now)
            return super().__call__(*args, **kwargs)

    run = SynthesisRun.objects.create(county=cast.county, office=cast.department, asked_at=now)
    runs.perform(run, at=now, engine=Meanwhile(voices[1:]))

    assert set(ProblemVoice.objects.values_list("voice_id", flat=True)) == {voice.id for voice in voices[:3]}
    assert Offer.objects.count() == 2


@pytest.fixture
def year(cast: Cast, now: datetime) -> Cast:
    """The invented year, grouped once by the real engine."""
    hear_sample(cast, messages(300), now)
    run = SynthesisRun.objects.create(county=cast.county, office=cast.department, asked_at=now)
    runs.perform(run, at=now)
    return cast


def again(cast: Cast, now: datetime) -> SynthesisRun:
    run = SynthesisRun.objects.create(county=cast.county, office=cast.department, asked_at=now)
    return runs.perform(run, at=now)


def test_the_real_engine_finds_the_matters_of_the_sample(year: Cast) -> None:
    hottest = Problem.objects.on_desk().first()

    assert hottest is not None
    assert "班车" in hottest.keywords
    assert hottest.copies > 0
    assert hottest.people < hottest.messages
    assert Problem.objects.on_desk().count() > 12


def test_the_real_engine_again_gives_the_same_desk(year: Cast, now: datetime) -> None:
    before = dict(ProblemVoice.objects.values_list("voice_id", "problem__number"))

    run = again(year, now)

    assert dict(ProblemVoice.objects.values_list("voice_id", "problem__number")) == before
    assert (run.counts["fresh"], run.counts["gone"]) == (0, 0)


def test_the_real_engine_respects_acceptance_merge_split_and_word_apart(year: Cast, now: datetime) -> None:
    one, two, three, four = Problem.objects.on_desk()[:4]
    versions = {one.id: one.version, two.id: two.version}
    problems.merge([two], into=one, by=year.officer, seen=versions, at=now)
    problems.accept(three, by=year.officer, seen=three.version, at=now)
    half = list(four.voice_rows.filter(copy_of=None).values_list("voice_id", flat=True)[:3])
    problems.split(four, half, by=year.officer, seen=four.version, name="另一件事", at=now)
    four.refresh_from_db()
    out = four.voice_rows.filter(copy_of=None).first()
    assert out is not None
    problems.take_out(four, [out.voice_id], by=year.officer, seen=four.version, at=now)
    before = Settled()
    hear_sample(year, messages(80, seed=7), now)

    run = again(year, now)

    assert Settled() == before
    assert run.counts["kept"] == 4
    assert run.counts["offered"] > 0
    check_house()
