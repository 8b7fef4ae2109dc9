"""A questionnaire as plain values: what the editor changes, XLSForm carries and the answering page draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an answer looks like; the XLSForm type stands beside it."""

    SINGLE = "single"  # select_one: the name of one choice
    MULTIPLE = "multiple"  # select_multiple: names of choices
    SCALE = "scale"  # range with a low and a high: a whole number
    NUMBER = "number"  # integer or decimal
    DATE = "date"
    TEXT = "text"
    LONG_TEXT = "long_text"  # text, appearance "multiline": goes to the problem desk
    PHOTO = "photo"  # image
    MATRIX = "matrix"  # a group with appearance "table-list": one choice for each row
    STATEMENT = "statement"  # select_one over agree, disagree, pass
    NOTE = "note"  # text to read, nothing to answer


@dataclass(frozen=True, slots=True)
class Choice:
    """`name` is what is stored and counted, `label` what is read. Also a row of a matrix."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `name` is unique in the form and never changes once answers exist.

    `relevant` is an expression over other answers in XLSForm's language (`${work} = 'away'`); empty means always asked.
    `low` and `high` bound a scale, a number or (for multiple choice) nothing. `whole` forbids decimals.
    """

    name: str
    kind: Kind
    label: str
    hint: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    whole: bool = True
    relevant: str = ""
    shuffled: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The questions in the order they are asked; questions with the same `page` heading stand together."""

    title: str
    questions: tuple[Question, ...] = ()
    intro: str = ""
    thanks: str = ""
    shuffled: bool = False
    """Each person is asked in an order of their own (`shuffling.shuffled`); on paper the order is this one."""
    form_id: str = ""
    version: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    """What an imported XLSForm said that we keep for its export but do not use, by sheet and column."""

    def question(self, name: str) -> Question:
        """Raises `KeyError` where the form asks no such question."""
        return {one.name: one for one in self.questions}[name]
