"""A questionnaire in pages, and the way through them. Plain values only."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sanxin_engines.questionnaires import Form, Kind, Question
from sanxin_engines.questionnaires.answers import fields_of

FEW = 12
"""Up to so many questions without a heading stand one to a page, as villagers like it; more of them five to a page."""
TOGETHER = 5
LONGEST_VALUE = 4000

Raw = dict[str, list[str]]
"""Name of a form field → what was typed there, unchecked."""


@dataclass(frozen=True)
class Page:
    heading: str
    questions: tuple[Question, ...]

    def shown(self, visible: Collection[str]) -> tuple[Question, ...]:
        return tuple(one for one in self.questions if one.name in visible)


def pages_of(form: Form) -> tuple[Page, ...]:
    """Questions under one heading stand together; those without one alone, or five by five where they are many."""
    return tuple(page for heading, group in _by_heading(form) for page in _split(heading, tuple(group), form))


def _by_heading(form: Form) -> Iterator[tuple[str, Iterable[Question]]]:
    yield from groupby(form.questions, key=lambda one: one.page)


def _split(heading: str, questions: tuple[Question, ...], form: Form) -> Iterator[Page]:
    if heading:
        yield Page(heading, questions)
        return
    bare = sum(not one.page and one.kind is not Kind.NOTE for one in form.questions)
    size = 1 if bare <= FEW else TOGETHER
    held: list[Question] = []
    for one in questions:
        held.append(one)
        if sum(other.kind is not Kind.NOTE for other in held) == size:
            yield Page("", tuple(held))
            held = []
    if held:
        yield Page("", tuple(held))


def following(pages: Sequence[Page], at: int, visible: Collection[str]) -> int | None:
    """The next page (counted from 1) with something to show; None at the end."""
    return next((n for n in range(at + 1, len(pages) + 1) if pages[n - 1].shown(visible)), None)


def preceding(pages: Sequence[Page], at: int, visible: Collection[str]) -> int | None:
    return next((n for n in range(at - 1, 0, -1) if pages[n - 1].shown(visible)), None)


def page_with(pages: Sequence[Page], names: Collection[str]) -> int:
    """The first page that asks one of these questions."""
    return next((n for n, page in enumerate(pages, start=1) if page.shown(names)), 1)


def merged(raw: Raw, questions: Iterable[Question], posted: Mapping[str, Sequence[str]]) -> Raw:
    """What was typed before with the answers to these questions taken anew; a box no longer ticked is gone."""
    kept = dict(raw)
    for question in questions:
        for name in fields_of(question):
            kept.pop(name, None)
            if values := [value[:LONGEST_VALUE] for value in posted.get(name, ()) if value.strip()]:
                kept[name] = values
    return kept
