"""The first load on a slow phone: page, styles and scripts together stay under 100 KB, even uncompressed styles."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from sanxin.web import stylesheet
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast
from tests.surveys.asking_builders import a_link, an_edition

MOST = 100_000
LONG = Form("二百题", questions=tuple(
    Question(f"q{n}", Kind.SINGLE, f"第 {n} 题，您觉得怎么样", page="都在一页",
             choices=tuple(Choice(name, label) for name, label in (("a", "很好"), ("b", "一般"), ("c", "不好"))))
    for n in range(200)
))  # fmt: skip


def weight(page: bytes, html: str) -> int:
    """Bytes on the wire: the page as it came, each file as it lies there (the server would compress them)."""
    stylesheet.build()
    linked = re.findall(r'(?:<script[^>]*src|<link[^>]*href|<img[^>]*src)="/static/([^"?#]+)"', html)
    assert {"web/sanxin.css", "surveys/asking.css", "surveys/keep.js"} <= set(linked)
    assert "htmx" not in html.split("</title>")[1]
    return len(page) + sum(Path(str(finders.find(name))).stat().st_size for name in set(linked))


def test_the_first_page_is_light(cast: Cast) -> None:
    answer = Client().get(f"/q/{a_link(cast).code}/")

    assert weight(answer.content, answer.content.decode()) < MOST


def test_two_hundred_questions_on_one_page_are_light_on_the_wire(cast: Cast) -> None:
    link = a_link(cast, an_edition(cast, LONG))

    plain = Client().get(f"/q/{link.code}/")
    packed = Client(headers={"accept-encoding": "gzip"}).get(f"/q/{link.code}/")

    assert packed["Content-Encoding"] == "gzip"
    assert plain.content.count(b"<fieldset") == 200
    assert weight(packed.content, plain.content.decode()) < MOST


def test_it_asks_the_database_little(cast: Cast, django_assert_max_num_queries: object) -> None:
    link = a_link(cast)

    with django_assert_max_num_queries(2):  # type: ignore[operator]
        Client().get(f"/q/{link.code}/")
