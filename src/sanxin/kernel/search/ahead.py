"""Tokens made before they are needed, so that a long import holds the database for writing alone.

    with Ahead() as ahead:
        ahead.read(texts)                 # before the transaction, batch by batch
        with ahead.next_batch(): ...      # inside it, in the same order: entries made of these texts find their tokens

They wait in a file: those of 100,000 voices take 150 MB. A text nobody thought of is cut when it comes.
"""

import marshal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from sanxin.kernel.search.tokens import both

Tokens = tuple[str, str]

SHORT = 8
"""A shorter line is cut faster than found."""

_known: ContextVar[dict[str, Tokens] | None] = ContextVar("tokens_known", default=None)


def tokens(text: str) -> Tokens:
    """Bigrams and words of a text, line by line: no token reaches over the end of a line."""
    known = _known.get() or {}
    pairs = [known.get(line) or _cut(line) for line in text.split("\n")]
    return " ".join(first for first, _ in pairs if first), " ".join(second for _, second in pairs if second)


def _cut(line: str) -> Tokens:
    found, words = both(line)
    return " ".join(found), " ".join(words)


class Ahead:
    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._reading = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def read(self, texts: Iterable[str]) -> None:
        """Cut the lines of one batch."""
        lines = {line for text in texts for line in text.split("\n") if len(line) > SHORT}
        marshal.dump({line: _cut(line) for line in lines}, self._file)

    @contextmanager
    def next_batch(self) -> Iterator[None]:
        """Inside, the tokens of the batch read first, then second, and so on, are at hand."""
        if not self._reading:
            self._file.seek(0)
            self._reading = True
        token = _known.set(marshal.load(self._file))  # noqa: S302 - our own file, deleted already
        try:
            yield
        finally:
            _known.reset(token)
