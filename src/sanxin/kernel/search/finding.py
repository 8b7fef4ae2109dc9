"""Ask the index and show only what the asker may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django_stubs_ext import StrOrPromise

from sanxin.kernel.ids import NIL
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import kinds as registered
from sanxin.kernel.search.asking import Ask, best, counted
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
    wanted = registered.chosen(kinds)
    asked = [_ask(kind, person, text) for kind in wanted]
    if not asked or not asked[0].question.terms:
        return []
    found = [(kind, ask) for kind, ask in zip(wanted, counted(asked), strict=True) if ask.hits]
    first = best([ask for _kind, ask in found], 0, limit + 1)
    groups = [_of_kind(kind, ask, rows, person, limit) for (kind, ask), rows in zip(found, first, strict=True)]
    return [found for found in groups if found.hits]


def _ask(kind: Kind, person: Searcher, text: str) -> Ask:
    offices = kind.offices(person) if kind.offices else None
    return Ask(Question.of(kind.name, text), person.sight.counties | {NIL}, offices)


def _of_kind(kind: Kind, ask: Ask, first: list[SearchEntry], person: Searcher, limit: int) -> Found:
    seen: list[tuple[Hit, SearchEntry]] = []
    for rows in _batches(ask, first, limit + 1):
        visible = kind.visible(person, [row.subject_id for row in rows])
        seen += [(visible[row.subject_id], row) for row in rows if row.subject_id in visible]
        if len(seen) > limit:
            break
    hits = [_shown(hit, row, ask.question) for hit, row in seen[:limit]]
    return Found(kind.name, kind.label, hits, more=len(seen) > limit)


def _batches(ask: Ask, first: list[SearchEntry], size: int) -> Iterator[list[SearchEntry]]:
    """The best candidates, a batch at a time; most questions are answered by the first, small one."""
    start, batch = 0, first
    while batch:
        yield batch
        start += len(batch)
        if len(batch) < size or start >= CANDIDATES:
            return
        size = BATCH
        batch = best([ask], start, size)[0]


def _shown(hit: Hit, row: SearchEntry, question: Question) -> Hit:
    return replace(hit, title=marked(hit.title, question.terms), excerpt=excerpt(row.body, question.terms))
