"""The way through a draft, as those who answer will go it."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from sanxin.surveys.queries.walk import Asked
from sanxin.surveys.rules.answer_faults import sentence
from sanxin.surveys.rules.pages import Page, Raw, following, merged, pages_of, preceding
from sanxin_engines.questionnaires import Form, Kind, Question, visible
from sanxin_engines.questionnaires.answers import Reading, fields_of, read


@dataclass(frozen=True)
class PreviewPage:
    number: int
    heading: str
    asked: list[Asked]
    is_last: bool
    has_before: bool

    @property
    def solo(self) -> bool:
        return not self.heading and sum(one.question.kind is not Kind.NOTE for one in self.asked) == 1

    @property
    def errors(self) -> list[Asked]:
        return [one for one in self.asked if one.error]


class Preview:
    """Keeps what was typed in the page itself; nothing is stored."""

    def __init__(self, form: Form, raw: Raw) -> None:
        self.form, self.raw = form, raw
        self.pages: tuple[Page, ...] = pages_of(form)
        self.ended = False

    @property
    def count(self) -> int:
        return len(self.pages)

    def first(self) -> PreviewPage | None:
        number = following(self.pages, 0, visible(self.form, {}))
        return self._shown(number, {}) if number else None

    def after(self, number: int, posted: QueryDict) -> PreviewPage | None:
        """The page one comes to from this one: back, on, or the same with what is to be mended; None at the end."""
        number = min(max(number, 1), max(len(self.pages), 1))
        if not self.pages:
            return None
        asked = [one for one in self.pages[number - 1].questions if one.name in set(posted.getlist("asked"))]
        self.raw = merged(self.raw, asked, {name: [str(one) for one in values] for name, values in posted.lists()})
        reading = read(self.form, self.raw)
        shown = visible(self.form, reading.answers)
        if posted.get("back"):
            return self._shown(preceding(self.pages, number, shown) or number, {})
        wrong = {one.name: reading.errors[one.name] for one in asked if one.name in reading.errors}
        if wrong:
            said = {name: sentence(fault, self.form.question(name)) for name, fault in wrong.items()}
            return self._shown(number, said)
        to = following(self.pages, number, shown)
        self.ended = to is None
        return self._shown(to, {}) if to else None

    def _shown(self, number: int, wrong: dict[str, str]) -> PreviewPage:
        reading: Reading = read(self.form, self.raw)
        shown = visible(self.form, reading.answers)
        page = self.pages[number - 1]
        asked = [Asked(one, self._value(one), wrong.get(one.name, "")) for one in page.shown(shown)]
        return PreviewPage(
            number,
            page.heading,
            asked,
            is_last=following(self.pages, number, shown) is None,
            has_before=preceding(self.pages, number, shown) is not None,
        )

    def _value(self, question: Question) -> Any:
        """What was typed: a text, a list, for a matrix row → choice."""
        if question.kind is Kind.MATRIX:
            rows = zip(question.rows, fields_of(question), strict=True)
            return {row.name: self.raw[name][0] for row, name in rows if self.raw.get(name)}
        return self.raw.get(question.name)
