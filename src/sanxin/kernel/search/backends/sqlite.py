"""SQLite: a contentless FTS5 table whose rowid is the entry's id."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from sanxin.kernel import bulk
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search.backends.question import New, Question, Row
from sanxin.kernel.search.tokens import ends_open, phrase, words

TABLE = "kernel_searchindex"
MANY = 500
SEGMENTS = 4
"""So many are not worth merging."""
PAGES = 400
"""Merged in one step: some ten milliseconds."""
_CREATE = f"""
CREATE VIRTUAL TABLE {TABLE} USING fts5(
    kind, tokens, words, content='', contentless_delete=1, prefix='4', tokenize="unicode61 remove_diacritics 0"
)"""
_COUNT = f"SELECT %s, (SELECT count(*) FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT %s))"  # noqa: S608
_INTO = f"INTO {TABLE} (rowid, kind, tokens, words) VALUES (%s, %s, %s, %s)"
_IN = f"kernel_searchentry.id IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)"  # noqa: S608 - a constant


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def write(connection: BaseDatabaseWrapper, rows: list[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE {_INTO}", [(row.id, _kind(row.kind), row.bigrams, row.words) for row in rows]
        )


def add(connection: BaseDatabaseWrapper, entries: Sequence[New]) -> None:
    """Numbers are given here: the writer is alone, and asking them back costs more than writing."""
    laid = lay(connection, [new for new in entries if new.number is None])
    rows = [new for new in entries if new.number is not None] + laid
    bulk.insert(SearchEntry, ((new.number, *new.values) for new in rows), first=["id"])


def lay(connection: BaseDatabaseWrapper, entries: Sequence[New]) -> list[New]:
    if not entries:
        return []
    with connection.cursor() as cursor:
        first = _reserve(cursor, len(entries))
        kinds = {kind: _kind(kind) for kind in {new.kind for new in entries}}
        rows = [(at, kinds[new.kind], new.bigrams, new.words) for at, new in enumerate(entries, first)]
        with _unhurried(cursor) if len(entries) >= MANY else nullcontext():
            cursor.executemany(f"INSERT {_INTO}", rows)
    return [new._replace(bigrams="", words="", number=at) for at, new in enumerate(entries, first)]


def sweep(connection: BaseDatabaseWrapper) -> None:
    stray = f"SELECT rowid FROM {TABLE} EXCEPT SELECT id FROM kernel_searchentry"  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid IN ({stray})")  # noqa: S608


def tidy(connection: BaseDatabaseWrapper) -> None:
    """Make one segment of the many that small writes leave: each word is then looked for in one place, not in twelve.

    Step by step, so that nobody waits for the writer longer than for a click.
    """
    if _segments(connection) <= SEGMENTS:
        return
    _configure(connection, "usermerge", 2)
    left = _configure(connection, "merge", -PAGES)  # negative, once: all segments, of whatever age
    while left > 1:
        left = _configure(connection, "merge", PAGES)


def _segments(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT segid) FROM {TABLE}_idx")  # noqa: S608 - a constant
        return int(cursor.fetchone()[0])


def _configure(connection: BaseDatabaseWrapper, command: str, value: int) -> int:
    """A command to FTS5. Gives how many rows changed: one is the command's own, so less than two is nothing done."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = connection.connection.total_changes
        cursor.execute(f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES (%s, %s)", [command, value])  # noqa: S608
        return int(connection.connection.total_changes - before)


def _reserve(cursor: CursorWrapper, many: int) -> int:
    """The first of so many ids that nobody else will get."""
    cursor.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'kernel_searchentry'")
    last = cursor.fetchone()[0]
    if last is None:
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('kernel_searchentry', %s)", [many])
    else:
        cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = 'kernel_searchentry'", [last + many])
    return (last or 0) + 1


@contextmanager
def _unhurried(cursor: CursorWrapper) -> Iterator[None]:
    """Gather more in memory and leave merging to later writes: halves the time the writer holds its lock."""
    configure = f"INSERT INTO {TABLE} ({TABLE}, rank) VALUES (%s, %s)"  # noqa: S608 - a constant
    cursor.executemany(configure, [("hashsize", 64 * 1024**2), ("automerge", 0)])
    yield
    cursor.executemany(configure, [("hashsize", 1024**2), ("automerge", 4)])  # what FTS5 starts with


def erase(connection: BaseDatabaseWrapper, ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(one,) for one in ids])  # noqa: S608


def counts_up_to(
    connection: BaseDatabaseWrapper, questions: Sequence[Question], most: int, *, whole: bool = False
) -> list[int]:
    matching = _whole if whole else _matching
    asked = [part for place, question in enumerate(questions) for part in (place, matching(question), most)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([_COUNT] * len(questions)), asked)
        found = dict(cursor.fetchall())
    return [found[place] for place in range(len(questions))]


def matches(question: Question, *, whole: bool = False, by_date: bool = False) -> tuple[str, list[str]]:
    """The plus keeps SQLite from looking the entries up one by one where it should walk along their dates."""
    return ("+" if by_date else "") + _IN, [_whole(question) if whole else _matching(question)]


def has_words(question: Question) -> tuple[str, list[str]]:
    return _IN, [f"{_of_kind(question)} AND {_words(question)}"]


def _matching(question: Question) -> str:
    phrases = " AND ".join(_term(term) for term in question.terms)
    return f"{_of_kind(question)} AND tokens : ({phrases})"


def _whole(question: Question) -> str:
    return f"{_matching(question)} AND {_words(question)}"


def _words(question: Question) -> str:
    phrases = " AND ".join(_quoted(words(term)) for term in question.terms)
    return f"words : ({phrases})"


def _of_kind(question: Question) -> str:
    return f"kind : {_kind(question.kind)}"


def _term(term: str) -> str:
    return _quoted(phrase(term)) + ("*" if ends_open(term) else "")


def _quoted(tokens: list[str]) -> str:
    return f'"{" ".join(tokens)}"'


def _kind(name: str) -> str:
    """Letters and digits only, so that a kind is one token: ledger.item → kledgeritem."""
    return "k" + "".join(filter(str.isalnum, name))
