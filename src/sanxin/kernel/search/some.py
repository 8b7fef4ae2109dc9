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

    One short count a word and one query; none of the words found anywhere: no entries.
    """
    backend = backends.of(connection)
    questions = [Question(kind, (word,)) for word in words]
    telling = [asked for asked in questions if 0 < backend.count_up_to(connection, asked, COMMON + 1) <= COMMON]
    if not telling:
        return SearchEntry.objects.none()
    clauses = [backend.matches(asked) for asked in telling]
    either = " OR ".join(f"({clause})" for clause, _parameters in clauses)
    parameters = [one for _clause, given in clauses for one in given]
    rows = SearchEntry.objects.filter(kind=kind, office_id=office_id)
    return rows.extra(where=[f"({either})"], params=parameters)  # noqa: S610 - constant clauses
