"""Ask the index and show only what the asker may see."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django_stubs_ext import StrOrPromise

from sanxin.kernel.ids import NIL
from sanxin.kernel.models.search_entry import SearchEntry
from sanxin.kernel.search import kinds as registered
from sanxin.kernel.search.asking import answers, counts
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
    asked = [(kind, Question.of(kind.name, text)) for kind in registered.chosen(kinds)]
    if not asked or not asked[0][1].terms:
        return []
    many = counts([question for _kind, question in asked])
    groups = [_of_kind(*one, count, person, limit) for one, count in zip(asked, many, strict=True) if count]
    return [found for found in groups if found.hits]


def _of_kind(kind: Kind, question: Question, many: int, person: Searcher, limit: int) -> Found:
    seen: list[tuple[Hit, SearchEntry]] = []
    for rows in _candidates(kind, person, question, many, limit):
        visible = kind.visible(person, [row.subject_id for row in rows])
        seen += [(visible[row.subject_id], row) for row in rows if row.subject_id in visible]
        if len(seen) > limit:
            break
    hits = [_shown(hit, row, question) for hit, row in seen[:limit]]
    return Found(kind.name, kind.label, hits, more=len(seen) > limit)


def _candidates(kind: Kind, person: Searcher, question: Question, many: int, limit: int) -> Iterator[list[SearchEntry]]:
    """The best candidates, a batch at a time; most questions are answered by the first, small one."""
    offices = kind.offices(person) if kind.offices else None
    rows = answers(question, many, person.sight.counties | {NIL}, offices)
    start, size = 0, limit + 1
    while start < CANDIDATES and (batch := list(rows[start : start + size])):
        yield batch
        if len(batch) < size:
            return
        start, size = start + size, BATCH


def _shown(hit: Hit, row: SearchEntry, question: Question) -> Hit:
    return replace(hit, title=marked(hit.title, question.terms), excerpt=excerpt(row.body, question.terms))
