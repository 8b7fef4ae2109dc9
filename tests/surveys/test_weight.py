"""The first load on a slow phone: page, styles and scripts together stay under 100 KB, even uncompressed styles."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from sanxin.web import stylesheet
from tests.cast import Cast
from tests.surveys.asking_builders import TWO_HUNDRED, a_link, an_edition

MOST = 100_000


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
    link = a_link(cast, an_edition(cast, TWO_HUNDRED))

    plain = Client().get(f"/q/{link.code}/")
    packed = Client(headers={"accept-encoding": "gzip"}).get(f"/q/{link.code}/")

    assert packed["Content-Encoding"] == "gzip"
    assert plain.content.count(b"<fieldset") == 200
    assert weight(packed.content, plain.content.decode()) < MOST


def test_it_asks_the_database_little(cast: Cast, django_assert_max_num_queries: object) -> None:
    link = a_link(cast)

    with django_assert_max_num_queries(2):  # type: ignore[operator]
        Client().get(f"/q/{link.code}/")
