"""The table of paper sheets: a kind of its own for every link, with a column for each field of its questionnaire."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanxin.kernel.models.sheet_import import ImportedRow
from sanxin.kernel.sheets import Applied, Column, Context, Fault, Row, SheetKind, register_family
from sanxin.surveys.actions.paper_tables import Paper, bring_in
from sanxin.surveys.models import Link, PaperNumber
from sanxin.surveys.permissions import asking as permissions
from sanxin.surveys.rules.answer_faults import sentence
from sanxin.surveys.rules.paper import NUMBERED, questions_on_paper
from sanxin.surveys.rules.paper_rows import read_row
from sanxin_engines.questionnaires import Form, Kind, Question, Reading
from sanxin_engines.questionnaires.answers import fields_of
from sanxin_engines.questionnaires.values import choices_of

PREFIX, NUMBER = "surveys.paper", "#"
"""`#` is no letter of a question's name."""


def key_of(link: Link) -> str:
    """Where a table for this link is uploaded: `kernel:sheet` of this key."""
    return f"{PREFIX}:{link.pk}"


def paper_kind(thing: str) -> SheetKind | None:
    try:
        link = Link.objects.with_names().filter(pk=UUID(thing)).first()
    except ValueError:
        return None
    return _PaperTable(link).kind() if link else None


class _PaperTable:
    def __init__(self, link: Link) -> None:
        self.link = link

    @cached_property
    def form(self) -> Form:
        return self.link.edition.as_form()

    def kind(self) -> SheetKind:
        words = gettext_lazy("纸质答卷：%(title)s，%(where)s")
        return SheetKind(
            key=key_of(self.link),
            label=str(words % {"title": self.link.edition.title, "where": self.link.where}),
            columns=(_number(), *columns_of(self.form)),
            identity=(NUMBER,),
            apply=self.apply,
            check_rows=self.check_rows,
            may_import=lambda person: permissions.may_ask(person, self.link.office_id),
        )

    def check_rows(self, rows: Sequence[Row], context: Context) -> Iterable[Fault]:
        """Types, choices, what must be answered, skip logic; and a number that is in with other answers."""
        for row in rows:
            reading = _read(self.form, row)
            for name, fault in reading.errors.items():
                question = self.form.question(name)
                said = _("“{label}”：{why}").format(label=question.label, why=sentence(fault, question))
                yield Fault(row.number, said, fields_of(question)[0])
            if reading.stands and not reading.answers:
                yield Fault(row.number, _("这一份是空的，至少要有一题。"))
        yield from self._taken(rows)

    def _taken(self, rows: Sequence[Row]) -> Iterable[Fault]:
        numbers = PaperNumber.objects.filter(link=self.link, number__in=[_said(row) for row in rows])
        taken = set(numbers.values_list("number", flat=True))
        doubtful = [row for row in rows if _said(row) in taken]
        digests = ImportedRow.objects.filter(kind=key_of(self.link), digest__in=[row.digest for row in doubtful])
        same = set(digests.values_list("digest", flat=True))
        for row in doubtful:
            if row.digest not in same:
                says = _("{number} 号已经导入过，答的和这里不一样。是另一份就换一个号。")
                yield Fault(row.number, says.format(number=_said(row)), NUMBER)

    def apply(self, rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
        papers = [Paper(_said(row), dict(_read(self.form, row).answers)) for row in rows]
        return Applied(added=bring_in(self.link.pk, papers, by=by, at=at))


def columns_of(form: Form) -> list[Column]:
    """Recognised by what the question asks, by its name, or by both with its number before."""
    columns = []
    for number, question in enumerate(questions_on_paper(form), start=1):
        rows = question.rows if question.kind is Kind.MATRIX else (None,)
        for place, (name, row) in enumerate(zip(fields_of(question), rows, strict=True), start=1):
            label = f"{question.label} · {row.label}" if row else question.label
            at = f"{number}.{place}" if row else str(number)
            names = (name, name.replace("/", "_"), f"{at}. {label}", f"{at}、{label}", f"{at}.{label}", f"Q{at}")
            columns.append(_column(question, name, label, names))
    return columns


def _number() -> Column:
    return Column(
        NUMBER,
        gettext_lazy("份号"),
        names=("问卷编号", "答卷编号", "编号"),
        required=True,
        max_length=40,
        example="001",
    )


def _column(question: Question, key: str, label: str, names: tuple[str, ...]) -> Column:
    choices = choices_of(question)
    example = choices[0].label if choices else "2026-03-05" if question.kind is Kind.DATE else ""
    if question.kind is Kind.MULTIPLE:
        example = "；".join(choice.label for choice in choices[:2])
    return Column(
        key,
        label,
        names=names,
        kind="date" if question.kind is Kind.DATE else "text",
        example=example,
        width=24 if question.kind in NUMBERED else 16,
    )


def _read(form: Form, row: Row) -> Reading:
    cells = {key: _plain(value) for key, value in row.values.items() if key != NUMBER and value is not None}
    return read_row(form, cells)


def _said(row: Row) -> str:
    return _plain(row.values[NUMBER])


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


register_family(PREFIX, paper_kind)
