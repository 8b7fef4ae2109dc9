"""Rows of the index that answer a question, as query sets."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import backends
from sanxin.kernel.search.backends import Question

Rows = QuerySet[SearchEntry]

RANKED = 5_000
"""Above so many hits a word is too common to be ordered by anything but date."""


def entries(question: Question, counties: Collection[UUID], offices: Collection[UUID] | None) -> Rows:
    """Entries of the question's kind in which every term stands, exactly; entries of no office are everybody's."""
    rows = SearchEntry.objects.filter(kind=question.kind, county_id__in=counties)
    if offices is not None:
        rows = rows.filter(Q(office_id=None) | Q(office_id__in=offices))
    clause, parameters = backends.of(connection).matches(question)
    return rows.extra(where=[clause], params=parameters)  # noqa: S610 - a constant clause with parameters


def ordered(rows: Rows, question: Question) -> Rows:
    """Whole words before parts of longer words, then newest; a very common word by date alone."""
    if rows.order_by()[: RANKED + 1].count() > RANKED:
        return rows.order_by("-at", "-id")
    clause, parameters = backends.of(connection).has_words(question)
    return rows.extra(select={"whole": clause}, select_params=parameters).order_by("-whole", "-at", "-id")  # noqa: S610
