"""Where somebody stands in a questionnaire: what is asked of them, what they said, what comes next.

The order of questions may be their own; it follows from the token of their form, which nothing keeps after sending.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from sanxin.surveys.models import Link
from sanxin.surveys.rules.answer_faults import sentence
from sanxin.surveys.rules.pages import Page, Raw, following, page_with, pages_of, preceding
from sanxin_engines.questionnaires import Form, Kind, Question, shuffled
from sanxin_engines.questionnaires.answers import Reading, read
from sanxin_engines.questionnaires.relevance import visible


@dataclass(frozen=True)
class Asked:
    """One question as it is drawn: what was typed, what is wrong with it."""

    question: Question
    value: Any
    error: str


@dataclass(frozen=True)
class ShownPage:
    number: int
    count: int
    heading: str
    asked: list[Asked]
    form: Form
    token: UUID
    is_last: bool
    has_before: bool

    @property
    def solo(self) -> bool:
        """One question that is the heading itself."""
        return not self.heading and sum(one.question.kind is not Kind.NOTE for one in self.asked) == 1

    @property
    def has_photo(self) -> bool:
        return any(one.question.kind is Kind.PHOTO for one in self.asked)

    @property
    def errors(self) -> list[Asked]:
        return [one for one in self.asked if one.error]


@dataclass(frozen=True)
class Walk:
    """The way of one form through the pages of a link's edition."""

    link: Link
    token: UUID
    raw: Raw
    form: Form
    pages: tuple[Page, ...]
    reading: Reading
    visible: frozenset[str]

    @classmethod
    def of(cls, link: Link, token: UUID, raw: Raw) -> "Walk":
        form = shuffled(link.edition.as_form(), token)
        reading = read(form, raw)
        shown = frozenset(visible(form, reading.answers))
        return cls(link, token, raw, form, pages_of(form), reading, shown)

    @property
    def first(self) -> int:
        return following(self.pages, 0, self.visible) or 1

    @property
    def last(self) -> int:
        return preceding(self.pages, len(self.pages) + 1, self.visible) or 1

    @property
    def answered(self) -> int:
        return len(self.reading.answers)

    def has(self, number: int) -> bool:
        return 1 <= number <= len(self.pages) and bool(self.pages[number - 1].shown(self.visible))

    def before(self, number: int) -> int:
        return preceding(self.pages, number, self.visible) or self.first

    def is_last(self, number: int) -> bool:
        """No later page at all: its button sends. Where later pages only fell away, the page `end` asks first."""
        return number == len(self.pages)

    def grew(self, number: int, asked: Collection[str]) -> bool:
        """An answer on this page opened another question of the same page."""
        return any(one.name not in asked for one in self._shown(number) if one.kind is not Kind.NOTE)

    def faults(self, number: int) -> dict[str, str]:
        """What is wrong on this page, by question, in words."""
        questions = {one.name: one for one in self._shown(number)}
        return {
            name: sentence(fault, questions[name]) for name, fault in self.reading.errors.items() if name in questions
        }

    def url_after(self, number: int, asked: Collection[str]) -> str:
        if self.grew(number, asked):
            return self._url(number)
        onward = following(self.pages, number, self.visible)
        return self._url(onward) if onward else reverse("asking:end", args=[self.link.code, self.token])

    def url_of_fault(self) -> str:
        return f"{self._url(page_with(self.pages, self.reading.errors))}?check=1"

    def page(self, number: int, wrong: Mapping[str, str]) -> ShownPage:
        """`wrong`: what is to be mended, by question, in words."""
        page = self.pages[number - 1]
        asked = [Asked(one, self._typed(one), wrong.get(one.name, "")) for one in self._shown(number)]
        before = preceding(self.pages, number, self.visible) is not None
        return ShownPage(
            number, len(self.pages), page.heading, asked, self.form, self.token, self.is_last(number), before
        )

    def _shown(self, number: int) -> tuple[Question, ...]:
        return self.pages[number - 1].shown(self.visible)

    def _typed(self, question: Question) -> Any:
        if question.kind is Kind.MATRIX:
            return {row.name: self.raw.get(f"{question.name}/{row.name}", []) for row in question.rows}
        return self.raw.get(question.name, [])

    def _url(self, number: int) -> str:
        return reverse("asking:page", args=[self.link.code, self.token, number])
