"""SQLite: a contentless FTS5 table whose rowid is the entry's id."""

from django.db.backends.base.base import BaseDatabaseWrapper

from sanxin.kernel.search.backends.question import Question, Row
from sanxin.kernel.search.tokens import bigrams, phrase, words

TABLE = "kernel_searchindex"
_CREATE = f"""
CREATE VIRTUAL TABLE {TABLE} USING fts5(
    kind, tokens, words, content='', contentless_delete=1, prefix='4', tokenize="unicode61 remove_diacritics 0"
)"""
_COUNT = f"SELECT count(*) FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT %s)"  # noqa: S608
_IN = f"kernel_searchentry.id IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)"  # noqa: S608 - a constant


def install(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)


def remove(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def write(connection: BaseDatabaseWrapper, rows: list[Row]) -> None:
    insert = f"INSERT OR REPLACE INTO {TABLE} (rowid, kind, tokens, words) VALUES (%s, %s, %s, %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(
            insert, [(row.id, _kind(row.kind), " ".join(bigrams(row.text)), " ".join(words(row.text))) for row in rows]
        )


def erase(connection: BaseDatabaseWrapper, ids: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(one,) for one in ids])  # noqa: S608


def count_up_to(connection: BaseDatabaseWrapper, question: Question, most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_matching(question), most])
        return int(cursor.fetchone()[0])


def matches(question: Question) -> tuple[str, list[str]]:
    return _IN, [_matching(question)]


def has_words(question: Question) -> tuple[str, list[str]]:
    return _IN, [_ask(question, "words", [_quoted(words(term)) for term in question.terms])]


def _matching(question: Question) -> str:
    return _ask(question, "tokens", [_term(term) for term in question.terms])


def _ask(question: Question, column: str, phrases: list[str]) -> str:
    return f"kind : {_kind(question.kind)} AND {column} : ({' AND '.join(phrases)})"


def _term(term: str) -> str:
    return _quoted(phrase(term)) + ("*" if len(term) == 1 else "")


def _quoted(tokens: list[str]) -> str:
    return f'"{" ".join(tokens)}"'


def _kind(name: str) -> str:
    """Letters and digits only, so that a kind is one token: ledger.item → kledgeritem."""
    return "k" + "".join(filter(str.isalnum, name))
