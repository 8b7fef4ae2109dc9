"""Counts of what was answered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.questionnaires import Answers, Choice, Form, Kind, Question, read, tally, visible
from sanxin_engines.questionnaires.ranges import in_ranges
from tests.engines.questionnaires.forms import forms, sent

YES_NO = (Choice("yes", "是"), Choice("no", "否"))
FORM = Form(
    "t",
    (
        Question("bus", Kind.SINGLE, "通车吗？", choices=YES_NO),
        Question("why", Kind.TEXT, "为什么？", relevant="${bus} = 'no'"),
        Question("happy", Kind.SCALE, "满意吗？", low=1, high=3),
        Question("ways", Kind.MULTIPLE, "怎么走？", choices=YES_NO),
        Question("on", Kind.DATE, "哪天？"),
        Question("grid", Kind.MATRIX, "水电", choices=YES_NO, rows=(Choice("water", "水"), Choice("power", "电"))),
    ),
)
ANSWERS: list[Answers] = [
    {"bus": "yes", "happy": 1, "ways": ["yes", "no"], "on": "2026-11-19", "grid": {"water": "yes"}},
    {"bus": "no", "why": "没人坐", "happy": 3, "ways": ["yes"], "on": "2026-10-01", "grid": {"water": "yes"}},
    {"bus": "no", "happy": 3, "on": "2026-11-02"},
    {},
]


def test_every_choice_is_counted_those_nobody_took_too() -> None:
    counted = tally(FORM, ANSWERS)

    assert counted["bus"].counts == {"yes": 1, "no": 2}
    assert (counted["bus"].asked, counted["bus"].answered) == (4, 3)
    assert counted["ways"].counts == {"yes": 2, "no": 1}
    assert counted["on"].counts == {"2026-10": 1, "2026-11": 2}


def test_only_those_who_were_asked_count_as_asked() -> None:
    counted = tally(FORM, ANSWERS)["why"]

    assert (counted.asked, counted.answered, counted.counts) == (2, 1, {})


def test_scales_have_a_mean_and_a_middle() -> None:
    counted = tally(FORM, ANSWERS)["happy"]

    assert counted.counts == {"1": 1, "2": 0, "3": 2}
    assert (counted.mean, counted.median, counted.lowest, counted.highest) == (7 / 3, 3.0, 1, 3)


def test_numbers_are_counted_in_ranges() -> None:
    form = Form("t", (Question("rides", Kind.NUMBER, "一个月出村几回？"),))

    counted = tally(form, [{"rides": value} for value in (0, 0, 3, 5, 7, 9, 12, 40)])["rides"]

    assert counted.counts == {"0–9": 6, "10–19": 1, "20–29": 0, "30–39": 0, "40–49": 1}
    assert (counted.mean, counted.highest) == (9.5, 40)
    assert tally(form, [{}])["rides"].counts == {}


@given(st.dictionaries(st.integers(-(10**6), 10**6) | st.floats(-1e6, 1e6), st.integers(1, 9), min_size=1))
@settings(max_examples=200, deadline=None)
def test_every_number_is_in_one_of_a_few_ranges(numbers: dict[float, int]) -> None:
    ranges = in_ranges(numbers)

    assert sum(ranges.values()) == sum(numbers.values())
    assert 1 <= len(ranges) <= 6


def test_a_matrix_is_counted_row_by_row() -> None:
    counted = tally(FORM, ANSWERS)["grid"]

    assert (counted.answered, counted.counts) == (2, {})
    assert counted.rows["water"].counts == {"yes": 2, "no": 0}
    assert counted.rows["power"].answered == 0


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_laws_of_counting(data: st.DataObject) -> None:
    form = data.draw(forms())
    answers = [read(form, data.draw(sent(form))).answers for _ in range(data.draw(st.integers(0, 4)))]

    counted = tally(form, iter(answers))

    for name, one in counted.items():
        assert one.asked == sum(name in visible(form, given) for given in answers)
        assert one.answered == sum(name in given for given in answers) <= one.asked
        if one.kind in {Kind.SINGLE, Kind.SCALE, Kind.STATEMENT, Kind.DATE}:
            assert sum(one.counts.values()) == one.answered
        if one.mean is not None and one.lowest is not None and one.highest is not None:
            assert one.lowest <= one.mean <= one.highest
