"""PostgreSQL: two tsvector columns beside the entry, written as literals so that no parser has a say.

A tsvector counts positions to 16,383 (hence `index.LONGEST`) and keeps 256 of each token.
"""

from collections import defaultdict
from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from sanxin.kernel import bulk
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search.backends.question import New, Question, Row
from sanxin.kernel.search.tokens import ends_open, phrase, words

_CREATE = (
    "ALTER TABLE kernel_searchentry ADD COLUMN tokens tsvector, ADD COLUMN words tsvector",
    "CREATE INDEX kernel_search_tokens ON kernel_searchentry USING gin (tokens)",
)


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for statement in _CREATE:
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kernel_searchentry DROP COLUMN IF EXISTS tokens, DROP COLUMN IF EXISTS words")


def write(connection: BaseDatabaseWrapper, rows: list[Row]) -> None:
    update = "UPDATE kernel_searchentry SET tokens = %s::tsvector, words = %s::tsvector WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.executemany(update, [(_vector(row.bigrams), _vector(row.words), row.id) for row in rows])


def add(connection: BaseDatabaseWrapper, entries: Sequence[New]) -> None:
    rows = ((*new.values, _vector(new.bigrams), _vector(new.words)) for new in entries)
    bulk.insert(SearchEntry, rows, more=["tokens", "words"])


def lay(connection: BaseDatabaseWrapper, entries: Sequence[New]) -> list[New]:
    """Tokens stand in the entry's own row, and nobody waits for it."""
    return list(entries)


def sweep(connection: BaseDatabaseWrapper) -> None:
    """Nothing was laid."""


def tidy(connection: BaseDatabaseWrapper) -> None:
    """PostgreSQL does so by itself."""


def erase(connection: BaseDatabaseWrapper, ids: list[int]) -> None:
    """The tokens go with their row."""


def counts_up_to(
    connection: BaseDatabaseWrapper, questions: Sequence[Question], most: int, *, whole: bool = False
) -> list[int]:
    parts: list[str] = []
    asked: list[str | int] = []
    for place, question in enumerate(questions):
        clause, parameters = matches(question, whole=whole)
        rows = f"SELECT 1 FROM kernel_searchentry WHERE {clause} LIMIT %s"  # noqa: S608 - a constant clause
        parts.append(f"SELECT %s, (SELECT count(*) FROM ({rows}) AS found)")  # noqa: S608
        asked += [place, *parameters, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), asked)
        found = dict(cursor.fetchall())
    return [found[place] for place in range(len(questions))]


def matches(question: Question, *, whole: bool = False, by_date: bool = False) -> tuple[str, list[str]]:
    """How to find the entries, by date or by token, PostgreSQL decides itself."""
    asked = " & ".join(_phrase(phrase(term), prefix=ends_open(term)) for term in question.terms)
    clause, parameters = has_words(question) if whole else ("", [])
    also = f" AND {clause}" if clause else ""
    return (
        f"kernel_searchentry.kind = %s AND kernel_searchentry.tokens @@ %s::tsquery{also}",
        [question.kind, asked, *parameters],
    )


def has_words(question: Question) -> tuple[str, list[str]]:
    return "kernel_searchentry.words @@ %s::tsquery", [" & ".join(_phrase(words(term)) for term in question.terms)]


def _vector(tokens: str) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    for position, token in enumerate(tokens.split(), 1):
        places[token].append(str(position))
    return " ".join(f"'{token}':{','.join(positions)}" for token, positions in places.items())


def _phrase(tokens: list[str], *, prefix: bool = False) -> str:
    return "(" + " <-> ".join(f"'{token}'" for token in tokens) + (":*" if prefix else "") + ")"
