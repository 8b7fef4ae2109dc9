"""What one column of an imported sheet may hold, and the value that leaves a cell once it has been read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import get_language, override

ColumnKind = Literal["text", "integer", "decimal", "date", "datetime", "choice", "phone", "yes_no"]

#: What a file holds in one cell, before anybody has understood it.
Cell = str | int | float | bool | datetime | date | time | timedelta | None

#: What a kind receives. Datetimes are naive, in the office's local time.
Value = str | int | Decimal | date | datetime | bool | None

Label = str | Promise
Choices = Iterable[tuple[str, Label]]

#: Headers of our own templates are recognised whichever language the page spoke when the template was downloaded.
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Context:
    """Who imports, for which unit, at what instant. Handed unchanged to a kind's choices and checks."""

    by: Any
    unit: Any
    at: datetime


@dataclass(frozen=True, slots=True)
class Column:
    """A column a kind can read. `names` are the other headers offices use for it; `width` is in characters."""

    key: str
    label: Label
    names: tuple[str, ...] = ()
    kind: ColumnKind = "text"
    required: bool = False
    choices: Choices | Callable[[Context], Choices] = ()
    example: str = ""
    width: int = 16
    max_length: int | None = None

    def choices_for(self, context: Context) -> list[tuple[str, str]]:
        """Pairs of stored value and label; asked once for a file, so it may be one query."""
        found = self.choices(context) if callable(self.choices) else self.choices
        return [(value, str(label)) for value, label in found]

    def spellings(self) -> list[str]:
        """Every header that means this column: the label in each language, then the synonyms."""
        return list(dict.fromkeys([*_in_each_language(self.label), *self.names]))


def _in_each_language(label: Label) -> list[str]:
    if isinstance(label, str):
        return [label]
    spoken = [str(label)]
    for language in LANGUAGES:
        if language != get_language():
            with override(language):
                spoken.append(str(label))
    return spoken
