"""What holds for any input."""

import random
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanxin_engines.opinions import (
    Constraints,
    ContradictoryWishes,
    KnownProblem,
    LockedProblem,
    Synthesis,
    Voice,
    synthesize,
)
from tests.engines.opinions.sample import NOW, letters

CLAUSES = (
    "青柳小区麻将馆噪音扰民", "白石村自来水发黄", "12路公交延长到龙潭镇", "金桥工地拖欠工资", "路灯坏了三个月",
    "电话13800138000", "身份证11010519491231002X", "请尽快处理", "谢谢领导", "垃圾站臭气熏天", "2024年5月至今", "",
)  # fmt: skip
texts = st.lists(st.sampled_from(CLAUSES), max_size=4).map("，".join)
voices = st.lists(
    st.tuples(texts, texts, st.sampled_from([None, "甲", "乙", "丙"]), st.integers(0, 9)), max_size=14
).map(
    lambda rows: [
        Voice(f"{number:02d}", title, text, author, likes=likes)
        for number, (title, text, author, likes) in enumerate(rows)
    ]
)
ids = st.integers(0, 13).map("{:02d}".format)
pairs = st.lists(st.tuples(ids, ids).filter(lambda pair: pair[0] != pair[1]), max_size=4)
often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def home(synthesis: Synthesis) -> dict[str, str]:
    alone = {voice: voice for voice in synthesis.unassigned}
    return alone | {voice: problem.id for problem in synthesis.problems for voice in problem.voices}


@often
@given(voices)
def test_every_voice_appears_exactly_once(heard: list[Voice]):
    synthesis = synthesize(heard, now=NOW)
    placed = [voice for problem in synthesis.problems for voice in problem.voices] + list(synthesis.unassigned)

    assert sorted(placed) == [voice.id for voice in heard]
    assert len({problem.id for problem in synthesis.problems}) == len(synthesis.problems)


@often
@given(voices, st.randoms(use_true_random=False))
def test_shuffled_input_gives_the_same_bytes(heard: list[Voice], rng: random.Random):
    shuffled = list(heard)
    rng.shuffle(shuffled)

    assert repr(synthesize(shuffled, now=NOW)) == repr(synthesize(heard, now=NOW))


@often
@given(voices, pairs, pairs)
def test_wishes_hold_or_are_refused_by_name(
    heard: list[Voice], must: list[tuple[str, str]], cannot: list[tuple[str, str]]
):
    present = {voice.id for voice in heard}
    where: dict[str, str] | None

    try:
        where = home(synthesize(heard, now=NOW, constraints=Constraints(must_link=must, cannot_link=cannot)))
    except ContradictoryWishes as refusal:
        named = set(refusal.voices)
        where = None

    if where is None:
        assert named <= present
        return

    assert all(where[a] == where[b] for a, b in must if {a, b} <= present)
    assert all(where[a] != where[b] for a, b in cannot if {a, b} <= present)


@often
@given(voices, st.lists(ids, min_size=1, max_size=4, unique=True))
def test_a_locked_problem_holds(heard: list[Voice], locked: list[str]):
    problem = LockedProblem("L-1", "确认过的问题", tuple(locked))

    synthesis = synthesize(heard, now=NOW, constraints=Constraints(locked=[problem]))

    present = {voice.id for voice in heard} & set(locked)
    kept = [found for found in synthesis.problems if found.id == "L-1"]
    assert len(kept) == bool(present)
    for found in kept:
        assert found.locked
        assert found.title == "确认过的问题"
        assert present == set(found.voices) - set(found.proposed)


@often
@given(voices)
def test_a_second_run_keeps_ids_and_names(heard: list[Voice]):
    first = synthesize(heard, now=NOW)
    known = [KnownProblem(f"K{number}", f"名{number}", found.voices) for number, found in enumerate(first.problems)]

    second = synthesize(heard, now=NOW, constraints=Constraints(known=known))

    assert {(p.id, p.title, p.voices) for p in second.problems} == {(k.id, k.name, k.voices) for k in known}
    assert all(problem.proposed == () for problem in second.problems)


@often
@given(voices, pairs, pairs, st.lists(ids, max_size=4, unique=True))
def test_a_decision_moves_no_problem_it_does_not_touch(
    heard: list[Voice], must: list[tuple[str, str]], cannot: list[tuple[str, str]], locked: list[str]
):
    first = synthesize(heard, now=NOW)
    known = [KnownProblem(f"K{number}", f"名{number}", found.voices) for number, found in enumerate(first.problems)]
    before = synthesize(heard, now=NOW, constraints=Constraints(known=known))
    lock = [LockedProblem("L-1", "确认过的问题", tuple(locked))] if locked else []
    wishes = Constraints(must_link=must, cannot_link=cannot, locked=lock, known=known)

    try:
        after = synthesize(heard, now=NOW, constraints=wishes)
    except ContradictoryWishes:
        return

    spoken_of = {voice for pair in (*must, *cannot) for voice in pair} | set(locked)
    untouched = [problem for problem in before.problems if not spoken_of & set(problem.voices)]
    assert all(problem in after.problems for problem in untouched)
    assert set(before.unassigned) - spoken_of <= set(after.unassigned)


@often
@given(voices, st.lists(ids, min_size=2, max_size=3, unique=True), pairs, texts)
def test_decisions_hold_when_more_is_heard(
    heard: list[Voice], locked: list[str], cannot: list[tuple[str, str]], more: str
):
    lock = LockedProblem("L-1", "确认过的问题", tuple(locked))
    later = [*heard, *(Voice(f"later{number}", more, more, f"丁{number}") for number in range(3))]
    present = {voice.id for voice in heard}

    try:
        where = home(synthesize(later, now=NOW, constraints=Constraints(cannot_link=cannot, locked=[lock])))
    except ContradictoryWishes:
        assert any(set(pair) <= set(locked) & present for pair in cannot)
        return

    assert {where[voice] for voice in set(locked) & present} <= {"L-1"}
    assert all(where[one] != where[other] for one, other in cannot if {one, other} <= present)


@often
@given(voices)
def test_every_figure_of_a_card_is_found_in_its_voices(heard: list[Voice]):
    by_id = {voice.id: voice for voice in heard}

    for problem in synthesize(heard, now=NOW).problems:
        members = [by_id[voice] for voice in problem.voices]
        source = " ".join(f"{voice.title} {voice.text}" for voice in members)
        shown = " ".join([problem.title, *problem.keywords, *problem.places, *(quote.text for quote in problem.quotes)])
        assert set(re.findall(r"\d+", shown)) <= set(re.findall(r"\d+", source))
        assert problem.heat.messages == len(members)
        assert problem.heat.likes == sum(voice.likes for voice in members)
        assert 1 <= problem.heat.people <= len(members)


@often
@given(voices, st.integers(1, 5))
def test_exact_copies_are_always_found(heard: list[Voice], times: int):
    text = "本小区电梯连续三周停运，老人上下楼十分困难，物业公司推诿责任拒不维修，请主管部门督促。"
    copies = [Voice(f"copy{number}", f"标题{number}", text, f"人{number}") for number in range(times + 1)]

    synthesis = synthesize([*heard, *copies], now=NOW)

    groups = [set(group) for problem in synthesis.problems for group in problem.duplicates]
    assert {voice.id for voice in copies} in groups


def test_two_runs_of_one_sample_are_equal():
    assert repr(synthesize(letters(), now=NOW)) == repr(synthesize(letters(), now=NOW))
