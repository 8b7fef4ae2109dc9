"""Ask the index and show only what the asker may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django_stubs_ext import StrOrPromise

from sanxin.kernel.ids import NIL
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import kinds as registered
from sanxin.kernel.search.asking import Rows, entries, ordered
from sanxin.kernel.search.backends import Question
from sanxin.kernel.search.kinds import Hit, Kind, Searcher
from sanxin.kernel.search.marks import excerpt, marked

CANDIDATES = 5_000
"""At most so many candidates of one kind are shown to its `visible`."""
BATCH = 200


@dataclass(frozen=True)
class Found:
    """Hits of one kind; `more` says that there are others."""

    kind: str
    label: StrOrPromise
    hits: list[Hit]
    more: bool


def find(person: Searcher, text: str, *, kinds: Iterable[str] | None = None, limit: int = 20) -> list[Found]:
    """Everything this person may see in which all the words stand, by kind; kinds without a hit are left out.

    Whole words first, then newest; a very common word by date alone. Titles come escaped, with `<mark>`.
    """
    groups = (_of_kind(kind, person, text, limit) for kind in registered.chosen(kinds))
    return [found for found in groups if found.hits]


def _of_kind(kind: Kind, person: Searcher, text: str, limit: int) -> Found:
    question = Question.of(kind.name, text)
    hits: list[Hit] = []
    for rows in _candidates(kind, person, question):
        visible = kind.visible(person, [row.subject_id for row in rows])
        hits += [_shown(visible[row.subject_id], row, question) for row in rows if row.subject_id in visible]
        if len(hits) > limit:
            break
    return Found(kind.name, kind.label, hits[:limit], more=len(hits) > limit)


def _candidates(kind: Kind, person: Searcher, question: Question) -> Iterator[list[SearchEntry]]:
    if not question.terms:
        return iter(())
    offices = kind.offices(person) if kind.offices else None
    rows = entries(question, person.sight.counties | {NIL}, offices)
    return _batches(ordered(rows, question))


def _batches(rows: Rows) -> Iterator[list[SearchEntry]]:
    """The best candidates, a batch at a time; most questions are answered by the first."""
    for start in range(0, CANDIDATES, BATCH):
        batch = list(rows[start : start + BATCH])
        if batch:
            yield batch
        if len(batch) < BATCH:
            return


def _shown(hit: Hit, row: SearchEntry, question: Question) -> Hit:
    return replace(hit, title=marked(hit.title, question.terms), excerpt=excerpt(row.body, question.terms))
