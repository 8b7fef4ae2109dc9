"""Tags and filters that pages use without loading them."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory


def render(source: str, path: str = "/", **context: object) -> str:
    return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


def test_an_icon_comes_from_the_sprite_and_is_not_spoken() -> None:
    html = render('{% icon "plus" %}')

    assert 'aria-hidden="true"' in html
    assert "icons.svg#i-plus" in html


def test_a_light_is_shape_and_word() -> None:
    assert render('{% light "red" "超期 1 日" %}') == '<span class="sx-light sx-light-red">超期 1 日</span>'


def test_there_is_no_seventh_light() -> None:
    with pytest.raises(TemplateSyntaxError):
        render('{% light "purple" "?" %}')


def test_a_word_in_a_light_cannot_smuggle_markup() -> None:
    assert "&lt;b&gt;" in render("{% light 'red' word %}", word="<b>")


def test_query_replaces_and_removes_and_returns_to_page_one() -> None:
    html = render('{% query sort="due" town="" as q %}{{ q|safe }}', "/?town=a&town=b&mine=1&page=3")

    assert html == "?mine=1&sort=due"


def test_query_keeps_the_rest_when_turning_the_page() -> None:
    assert render("{% query page=2 as q %}{{ q|safe }}", "/?q=%E7%8F%AD%E8%BD%A6") == "?q=%E7%8F%AD%E8%BD%A6&page=2"


def test_a_chip_takes_one_value_out() -> None:
    assert render('{% query_drop "town" "a" as q %}{{ q|safe }}', "/?town=a&town=b") == "?town=b"


def test_a_column_head_sorts_then_turns_round() -> None:
    fresh = render('{% th "到期日" "due" %}')
    sorted_by = render('{% th "到期日" "due" %}', "/?sort=due")

    assert 'href="?sort=due"' in fresh
    assert "aria-sort" not in fresh
    assert 'href="?sort=-due"' in sorted_by
    assert 'aria-sort="ascending"' in sorted_by


def test_a_column_head_knows_the_order_the_page_starts_with() -> None:
    assert 'aria-sort="descending"' in render('{% th "热度" "heat" %}', sort="-heat")


def test_pages_keep_the_query_and_skip_the_middle() -> None:
    page = Paginator(range(1000), 50).page(10)

    html = render('{% include "ui/pagination.html" %}', "/?town=a", page=page)

    assert 'href="?town=a&amp;page=9"' in html
    assert "…" in html
    assert "451–500" in html


def test_a_chart_of_three_series_is_refused() -> None:
    series = [("a", [1]), ("b", [1]), ("c", [1])]

    with pytest.raises(TemplateSyntaxError):
        render('{% chart "t" labels series %}', labels=["1"], series=series)


def test_a_chart_carries_its_table() -> None:
    html = render('{% chart "每月" labels series %}', labels=["6 月"], series=[("新立", [34])])

    assert "<table" in html
    assert ">34</td>" in html


def test_a_section_holds_what_stands_inside() -> None:
    html = render(
        '{% section "措施" note="4 项" url="/x/" link="加一项" %}<p>{{ word }}</p>{% endsection %}', word="<i>"
    )

    assert "<h2>措施</h2>" in html
    assert "<p>&lt;i&gt;</p>" in html


def test_without_a_request_links_still_work() -> None:
    assert Template("{% query page=2 %}").render(Context()) == "?page=2"
