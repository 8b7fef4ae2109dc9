"""A page of a list: fifty rows, a cheap count, forgiving page numbers."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Count
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from sanxin.kernel.ids import NIL
from sanxin.kernel.models import Counter
from sanxin.kernel.queries.paging import page_of


@pytest.fixture
def rows(db: None) -> None:
    Counter.objects.bulk_create(Counter(county_id=NIL, series="p", year=year) for year in range(230))


def numbers(url: str) -> tuple[int, int, int]:
    page = page_of(Counter.objects.order_by("year"), RequestFactory().get(url))
    return page.number, page.paginator.num_pages, len(page.object_list)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/", (1, 5, 50)),
        ("/?page=5", (5, 5, 30)),
        ("/?page=99", (5, 5, 30)),
        ("/?page=0", (5, 5, 30)),
        ("/?page=x", (1, 5, 50)),
        ("/?per=100&page=2", (2, 3, 100)),
        ("/?size=200", (1, 2, 200)),
        ("/?per=100000", (1, 5, 50)),
        ("/?per=-1", (1, 5, 50)),
    ],
)
def test_the_url_chooses_the_page(rows: None, url: str, expected: tuple[int, int, int]) -> None:
    assert numbers(url) == expected


def test_the_count_asks_for_nothing_but_the_count(rows: None, django_assert_num_queries: Callable[..., object]) -> None:
    dear = Counter.objects.annotate(n=Count("series")).order_by("-n", "year")

    with CaptureQueriesContext(connection) as queries:
        page = page_of(dear, RequestFactory().get("/"))
        list(page)
        assert page.paginator.count == 230

    assert len(queries) == 2
    assert "ORDER BY" not in queries[0]["sql"]


def test_rows_without_an_order_do_not_show_twice(rows: None) -> None:
    pages = [page_of(Counter.objects.all(), RequestFactory().get(f"/?page={n}")) for n in range(1, 6)]

    assert len({row.pk for page in pages for row in page}) == 230


def test_an_empty_list_is_one_empty_page(db: None) -> None:
    assert numbers("/?page=3") == (1, 1, 0)
