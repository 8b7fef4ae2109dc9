"""Figures: numbers in, coordinates out."""

from sanxin.web import charts
from sanxin.web.charts import Series

MONTHS = ["6 月", "7 月", "8 月", "9 月", "10 月", "11 月"]
OPENED = Series("新立", [34, 29, 38, 41, 42, 34])
CLOSED = Series("销号", [28, 31, 27, 33, 37, 31])


def test_bars_stand_on_the_axis_and_reach_their_value() -> None:
    figure = charts.bar_chart(MONTHS, [OPENED, CLOSED])

    assert len(figure.bars) == 12
    assert all(bar.y + bar.height == charts.BOTTOM for bar in figure.bars)
    assert figure.bars[0].height == round((charts.BOTTOM - charts.TOP) * 34 / 50, 1)


def test_bars_of_one_group_do_not_touch() -> None:
    first, second, *_ = charts.bar_chart(MONTHS, [OPENED, CLOSED]).bars

    assert second.x - (first.x + first.width) >= charts.BAR_GAP - 0.1


def test_the_scale_is_a_round_number_above_every_value() -> None:
    assert [charts.ceiling([Series("", [top])]) for top in (0, 0.7, 1, 7, 42, 126, 1260)] == [
        1.0, 0.8, 1.0, 8.0, 50.0, 200.0, 2000.0,
    ]  # fmt: skip


def test_only_the_newest_values_are_written_into_the_figure() -> None:
    assert [mark.text for mark in charts.bar_chart(MONTHS, [OPENED, CLOSED]).last_values] == ["34", "31"]


def test_values_at_the_end_of_two_lines_do_not_cover_each_other() -> None:
    upper, lower = charts.line_chart(MONTHS, [OPENED, CLOSED]).last_values

    assert lower.y - upper.y >= 20


def test_labels_are_thinned_out_before_they_run_into_each_other() -> None:
    days = [f"11-{day:02}" for day in range(1, 31)]

    shown = [label.text for label in charts.label_row(days, slot=16, offset=8) if label.text]

    assert shown[-1] == "11-30"
    assert len(shown) == 10


def test_a_spark_starts_and_ends_at_the_edges() -> None:
    line = charts.spark([0, 5, 10])

    assert line.points == "2.0,20.0 42.0,11.0 82.0,2.0"
    assert (line.end_x, line.end_y, line.value) == (82.0, 2.0, 10)


def test_nothing_to_draw_is_drawn_as_nothing() -> None:
    assert charts.spark([]).points == ""
    assert charts.bar_chart([], []).bars == []
    assert charts.line_chart([], [Series("", [])]).lines[0].points == ""


def test_a_bar_is_never_fuller_than_full() -> None:
    assert [charts.percent(*pair) for pair in ((64, 100), (38, 52), (3, 0), (9, 4), (-1, 4))] == [64, 73.1, 0, 100, 0]


def test_larger_letters_of_a_phone_leave_more_words_out() -> None:
    months = ["25-12", "26-01", *(str(month) for month in range(2, 12))]

    row = charts.label_row(months, slot=40, offset=20)

    assert [label.text for label in row] == months
    assert [label.text for label in row if not label.wide] == ["26-01", "3", "5", "7", "9", "11"]
