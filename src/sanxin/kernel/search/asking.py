"""Rows of the index that answer a question, as query sets."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import backends
from sanxin.kernel.search.backends import Question

Rows = QuerySet[SearchEntry]

RANKED = 5_000
"""Above so many hits a word is too common to be ordered by anything but date."""


def counts(questions: Sequence[Question]) -> list[int]:
    """How many entries answer each, as far as `answers` wants to know; one query."""
    return backends.of(connection).counts_up_to(connection, questions, RANKED + 1) if questions else []


def answers(question: Question, many: int, counties: Collection[UUID], offices: Collection[UUID] | None) -> Rows:
    """Matching entries in the order they are shown: whole words before parts of longer words, then newest.

    A very common word is ordered by date alone: ranking it would read every row.
    """
    backend = backends.of(connection)
    rows = within(matching(question), counties, offices)
    if many > RANKED:
        return rows.filter(kind=question.kind).order_by("-at", "-id")  # the kind lets SQLite walk its index by date
    clause, parameters = backend.has_words(question)
    return rows.extra(select={"whole": clause}, select_params=parameters).order_by("-whole", "-at", "-id")  # noqa: S610


def matching(question: Question) -> Rows:
    """Entries of the question's kind in which every term stands, exactly."""
    clause, parameters = backends.of(connection).matches(question)
    return SearchEntry.objects.extra(where=[clause], params=parameters)  # noqa: S610 - a constant clause


def within(rows: Rows, counties: Collection[UUID], offices: Collection[UUID] | None) -> Rows:
    """Entries of these counties and offices; what belongs to no office is for every office."""
    rows = rows.filter(county_id__in=counties)
    return rows if offices is None else rows.filter(Q(office_id=None) | Q(office_id__in=offices))
