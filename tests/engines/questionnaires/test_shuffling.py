"""Everybody their own order, and never a question before the one its condition looks at."""

from collections import Counter
from dataclasses import replace
from itertools import groupby

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanxin_engines.questionnaires import Choice, Form, Kind, Question, read, shuffled, visible
from sanxin_engines.questionnaires.relevance import looked_at, owners
from tests.engines.questionnaires.forms import forms, sent

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
YES = (Choice("yes", "是"), Choice("no", "否"))


def asked(name: str, relevant: str = "", page: str = "") -> Question:
    return Question(name, Kind.SINGLE, name, choices=YES, relevant=relevant, page=page)


def order(questions: tuple[Question, ...], seed: object) -> list[str]:
    return [one.name for one in shuffled(Form("t", questions, shuffled=True), seed).questions]


def test_each_seed_has_an_order_of_its_own_and_keeps_it():
    questions = tuple(asked(name) for name in "abcdefgh")

    orders = {tuple(order(questions, seed)) for seed in range(50)}

    assert len(orders) > 45
    assert order(questions, 7) == order(questions, 7)
    assert all(sorted(one) == list("abcdefgh") for one in orders)


def test_every_place_is_as_likely_for_a_question_that_waits_for_none():
    questions = tuple(asked(name) for name in "abcd")

    first = Counter(order(questions, seed)[0] for seed in range(2000))

    assert set(first) == set("abcd")
    assert all(400 < count < 600 for count in first.values())


def test_what_hangs_on_an_answer_follows_it_at_once():
    questions = (asked("a"), asked("why", "${a} = 'no'"), asked("b"), asked("c"), asked("d"))

    for seed in range(50):
        found = order(questions, seed)
        assert found.index("why") == found.index("a") + 1


def test_what_hangs_on_two_answers_follows_the_later():
    questions = (asked("a"), asked("b"), asked("both", "${a} = 'no' and ${b} = 'no'"), asked("c"))

    places = set()
    for seed in range(50):
        found = order(questions, seed)
        assert found.index("both") == max(found.index("a"), found.index("b")) + 1
        places.add(found.index("a") < found.index("b"))
    assert places == {True, False}


def test_what_all_hangs_on_the_first_is_shuffled_behind_it():
    questions = (asked("met"), *(asked(name, "${met} = 'yes'") for name in "abcdef"))

    orders = {tuple(order(questions, seed)) for seed in range(50)}

    assert {one[0] for one in orders} == {"met"}
    assert len(orders) > 40


def test_sections_keep_their_places():
    questions = (asked("a"), asked("b"), *(asked(name, page="出行") for name in "cde"), asked("f"), asked("g"))

    for seed in range(50):
        found = order(questions, seed)
        assert (set(found[:2]), set(found[2:5]), set(found[5:])) == ({"a", "b"}, set("cde"), {"f", "g"})


def test_a_note_stays_before_the_question_it_leads_to_and_the_last_one_last():
    note, end = Question("note", Kind.NOTE, "下面问班车。"), Question("end", Kind.NOTE, "就这些。")
    questions = (asked("a"), note, asked("bus"), asked("b"), asked("c"), end)

    for seed in range(50):
        found = order(questions, seed)
        assert found.index("bus") == found.index("note") + 1
        assert found[-1] == "end"


def test_a_row_of_a_matrix_counts_as_its_matrix():
    grid = Question("grid", Kind.MATRIX, "怎么样？", choices=YES, rows=(Choice("water", "水"), Choice("power", "电")))
    questions = (grid, asked("why", "${water} = 'no'"), asked("b"), asked("c"))

    assert all(order(questions, seed).index("why") == order(questions, seed).index("grid") + 1 for seed in range(30))


def test_questions_that_wait_for_one_another_are_not_lost():
    questions = (asked("a", "${b} = 'yes'"), asked("b", "${a} = 'yes'"), asked("c"))

    assert order(questions, 1) == ["c", "a", "b"]


def test_without_the_setting_or_a_seed_the_order_is_the_printed_one():
    form = Form("t", tuple(asked(name) for name in "abcdefgh"))

    assert shuffled(form, 7) is form
    assert shuffled(replace(form, shuffled=True), "") == replace(form, shuffled=True)


@given(forms(), st.integers(1, 10_000))
@SLOW
def test_no_question_comes_before_one_it_looks_at_and_none_is_lost(form: Form, seed: int):
    form = replace(form, shuffled=True)
    owner = owners(form)

    found = shuffled(form, seed).questions

    at = {one.name: place for place, one in enumerate(found)}
    assert Counter(one.name for one in found) == Counter(one.name for one in form.questions)
    assert all(at[owner[name]] < at[one.name] for one in found for name in looked_at(one))
    assert [page for page, _ in groupby(found, key=lambda one: one.page)] == [
        page for page, _ in groupby(form.questions, key=lambda one: one.page)
    ]


@given(forms(), st.integers(1, 10_000), st.data())
@SLOW
def test_the_same_answers_mean_the_same_in_any_order(form: Form, seed: int, data: st.DataObject):
    raw = data.draw(sent(form))
    own = shuffled(replace(form, shuffled=True), seed)

    printed, mixed = read(form, raw), read(own, raw)

    assert (mixed.answers, mixed.errors) == (printed.answers, printed.errors)
    assert set(visible(own, mixed.answers)) == set(visible(form, printed.answers))
