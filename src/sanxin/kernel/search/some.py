"""Entries that share something with a text: the candidates whoever compares texts looks at more closely."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import backends
from sanxin.kernel.search.asking import Rows
from sanxin.kernel.search.backends import Question

COMMON = 2_000
"""A word in more entries than that tells nothing; it also would read them all."""


def holding_some(kind: str, words: Collection[str], *, office_id: UUID) -> Rows:
    """Entries of one kind and office in which at least one of these words stands, common words left aside.

    One query of short counts and one query; none of the words found anywhere: no entries.
    """
    backend = backends.of(connection)
    questions = [Question(kind, (word,)) for word in words]
    counts = backend.counts_up_to(connection, questions, COMMON + 1) if questions else []
    telling = [asked for asked, count in zip(questions, counts, strict=True) if 0 < count <= COMMON]
    if not telling:
        return SearchEntry.objects.none()
    clauses = [backend.matches(asked) for asked in telling]
    either = " OR ".join(f"({clause})" for clause, _parameters in clauses)
    parameters = [one for _clause, given in clauses for one in given]
    rows = SearchEntry.objects.filter(kind=kind, office_id=office_id)
    return rows.extra(where=[f"({either})"], params=parameters)  # noqa: S610 - constant clauses
