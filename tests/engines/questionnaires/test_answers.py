"""What somebody sent is read question by question."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanxin_engines.questionnaires import Choice, Form, Kind, Question, choices_of, read, visible
from tests.engines.questionnaires.forms import as_sent, forms, sent

YES_NO = (Choice("yes", "是"), Choice("no", "否"))
BUS = Question("bus", Kind.SINGLE, "村里通班车吗？", required=True, choices=YES_NO)
WHY = Question("why", Kind.LONG_TEXT, "怎么赶集？", required=True, relevant="${bus} = 'no'")
SOLD = Question("sold", Kind.TEXT, "卖什么？", relevant="${why} != ''")
GRID = Question("grid", Kind.MATRIX, "办事", choices=YES_NO, rows=(Choice("water", "水"), Choice("power", "电")))


def test_answers_are_kept_as_plain_values() -> None:
    form = Form(
        "t",
        (
            BUS,
            Question("ways", Kind.MULTIPLE, "怎么走？", choices=YES_NO),
            Question("happy", Kind.SCALE, "满意吗？", low=1, high=5),
            Question("rides", Kind.NUMBER, "几回？"),
            Question("price", Kind.NUMBER, "票价？", whole=False),
            Question("on", Kind.DATE, "哪天？"),
            Question("said", Kind.TEXT, "还有？"),
            GRID,
            Question("say", Kind.STATEMENT, "应当恢复班车"),
            Question("hello", Kind.NOTE, "谢谢"),
        ),
    )

    reading = read(
        form,
        {
            "bus": ["yes"],
            "ways": ["no", "yes", "no"],
            "happy": ["4"],
            "rides": ["１２"],
            "price": ["2.50"],
            "on": ["2026/11/19"],
            "said": ["  村口\r\n没灯\x00 "],
            "grid/water": ["yes"],
            "say": ["pass"],
            "hello": ["x"],
            "csrfmiddlewaretoken": ["abc"],
        },
    )

    assert reading.errors == {}
    assert reading.answers == {
        "bus": "yes",
        "ways": ["yes", "no"],
        "happy": 4,
        "rides": 12,
        "price": 2.5,
        "on": "2026-11-19",
        "said": "村口\n没灯",
        "grid": {"water": "yes"},
        "say": "pass",
    }


@pytest.mark.parametrize(
    ("question", "sent_values", "code"),
    [
        (BUS, [], "required"),
        (BUS, ["", "  "], "required"),
        (BUS, ["\x00"], "required"),
        (BUS, ["maybe"], "unknown_choice"),
        (BUS, ["yes", "no"], "one_only"),
        (Question("x", Kind.STATEMENT, "?"), ["yes"], "unknown_choice"),
        (Question("x", Kind.MULTIPLE, "?", choices=YES_NO), ["yes", "maybe"], "unknown_choice"),
        (Question("x", Kind.SCALE, "?", low=1, high=5), ["6"], "too_high"),
        (Question("x", Kind.SCALE, "?", low=1, high=5), ["2.5"], "not_whole"),
        (Question("x", Kind.NUMBER, "?"), ["nan"], "not_a_number"),
        (Question("x", Kind.NUMBER, "?"), ["1e9"], "not_a_number"),
        (Question("x", Kind.NUMBER, "?"), ["9999999999999"], "not_a_number"),
        (Question("x", Kind.NUMBER, "?"), ["2.5"], "not_whole"),
        (Question("x", Kind.NUMBER, "?", low=0), ["-1"], "too_low"),
        (Question("x", Kind.NUMBER, "?", high=3.5, whole=False), ["3.6"], "too_high"),
        (Question("x", Kind.DATE, "?"), ["2026-02-30"], "not_a_day"),
        (Question("x", Kind.DATE, "?"), ["0026-02-03"], "not_a_day"),
        (Question("x", Kind.TEXT, "?"), ["长" * 201], "too_long"),
        (Question("x", Kind.LONG_TEXT, "?"), ["长" * 2001], "too_long"),
    ],
)
def test_what_cannot_stand_is_refused(question: Question, sent_values: list[str], code: str) -> None:
    reading = read(Form("t", (question,)), {question.name: sent_values})

    assert reading.answers == {}
    assert reading.errors[question.name].code == code


def test_a_required_matrix_names_the_rows_left() -> None:
    form = Form("t", (replace(GRID, required=True),))

    assert read(form, {}).errors["grid"].code == "required"
    assert read(form, {"grid/water": ["yes"]}).errors["grid"].facts == {"rows": "电"}


def test_answers_to_questions_that_are_not_asked_are_dropped() -> None:
    form = Form("t", (BUS, WHY, SOLD))

    reading = read(form, {"bus": ["yes"], "why": ["走路"], "sold": ["菜"]})

    assert (reading.answers, reading.errors) == ({"bus": "yes"}, {})
    assert read(form, {"bus": ["no"]}).errors["why"].code == "required"


def test_a_row_of_a_matrix_decides_as_an_answer_does() -> None:
    form = Form("t", (GRID, Question("cost", Kind.NUMBER, "多少钱？", relevant="${power} = 'no'")))

    assert visible(form, {"grid": {"power": "no"}}) == ("grid", "cost")
    assert visible(form, {"grid": {"power": "yes"}}) == ("grid",)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_laws_of_reading(data: st.DataObject) -> None:
    form = data.draw(forms())

    reading = read(form, data.draw(sent(form)))

    shown = visible(form, reading.answers)
    assert set(reading.answers) <= set(shown), "nothing is kept of what is not asked"
    assert not set(reading.answers) & set(reading.errors), "an answer stands or it does not"
    again = read(form, as_sent(form, reading.answers))
    assert again.answers == reading.answers, "what was kept is read the same once more"
    if reading.stands:
        required = {one.name for one in form.questions if one.required and one.name in shown}
        assert required <= set(reading.answers)


def test_a_scale_has_the_steps_it_says_or_one_to_five() -> None:
    def steps(low: float | None, high: float | None) -> list[str]:
        return [choice.name for choice in choices_of(Question("s", Kind.SCALE, "s", low=low, high=high))]

    assert steps(0, 3) == ["0", "1", "2", "3"]
    assert steps(3, 5) == ["3", "4", "5"]
    assert steps(None, None) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(("typed", "stands"), [("0", True), ("3", True), ("4", False), ("-1", False), ("1.5", False)])
def test_only_a_step_of_the_scale_stands(typed: str, stands: bool) -> None:
    form = Form("t", (Question("s", Kind.SCALE, "s", low=0, high=3),))

    assert read(form, {"s": [typed]}).stands is stands
