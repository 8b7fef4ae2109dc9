"""The index asked directly, without kinds and who may see what."""

from django.db import connection
from django.db.models import QuerySet

from sanxin.kernel.models import SearchEntry
from sanxin.kernel.search import backends
from sanxin.kernel.search.backends import Question


def matching(question: Question) -> QuerySet[SearchEntry]:
    """Entries of the question's kind in which every term stands."""
    clause, parameters = backends.of(connection).matches(question)
    return SearchEntry.objects.extra(where=[clause], params=parameters)
