"""One page of a list, with a count that asks for nothing but the count."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

M = TypeVar("M", bound=Model)

SIZES = (50, 100, 200)
PARAMETERS = ("per", "size")
"""Names under which a page size may stand in the URL."""


class CheapPaginator(Paginator[Any]):
    """Counts ids only, without order, joins for display or annotations; asks once."""

    object_list: QuerySet[Any]
    keep: Callable[[Callable[[], int]], int] | None = None

    @cached_property
    def count(self) -> int:
        return self.keep(self._counted) if self.keep else self._counted()

    def _counted(self) -> int:
        return self.object_list.order_by().values("pk").count()


def page_of(
    rows: QuerySet[M],
    request: HttpRequest,
    per_page: int = SIZES[0],
    keep: Callable[[Callable[[], int]], int] | None = None,
) -> Page[M]:
    """The page the URL asks for (`?page=3&per=100`); past the end is the last page.

    Rows without an order of their own are ordered by id, so that no row shows on two pages.
    `keep` may give back a count made earlier instead of calling for a fresh one.
    """
    ordered = rows if rows.ordered else rows.order_by("pk")
    paginator = CheapPaginator(ordered, _size(request, per_page))
    paginator.keep = keep
    return paginator.get_page(request.GET.get("page"))


def _size(request: HttpRequest, usual: int) -> int:
    asked = next((request.GET[name] for name in PARAMETERS if name in request.GET), "")
    return int(asked) if asked in map(str, SIZES) else usual
