"""Faults of skip logic: what a condition says that no answer could ever settle."""

from __future__ import annotations

from collections.abc import Iterator

from sanxin_engines.questionnaires.expressions import parse
from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.nodes import (
    Both,
    Compared,
    Either,
    Negated,
    Node,
    Own,
    Ref,
    Selected,
    Text,
    names_in,
)
from sanxin_engines.questionnaires.relevance import circles, owners
from sanxin_engines.questionnaires.tokens import BadExpression
from sanxin_engines.questionnaires.values import choices_of

COLUMN = "relevant"
LISTED = frozenset({Kind.SINGLE, Kind.MULTIPLE, Kind.STATEMENT, Kind.MATRIX})


def logic_faults(form: Form) -> dict[str, list[Fault]]:
    """Question → what is wrong with its condition; those without a fault are left out."""
    checker = _Checker(form)
    found = {one.name: list(checker.faults(one)) for one in form.questions if one.relevant.strip()}
    for circle in circles(form):
        for name in circle:
            found[name] = [fault for fault in found[name] if fault.code != "later_reference"]
        found[circle[0]].append(Fault("circular", circle[0], COLUMN, {"names": " → ".join([*circle, circle[0]])}))
    return {name: faults for name, faults in found.items() if faults}


class _Checker:
    """Knows where each name stands in the form."""

    def __init__(self, form: Form) -> None:
        self._owner = owners(form)
        self._place = {question.name: at for at, question in enumerate(form.questions)}
        self._question = {question.name: question for question in form.questions}

    def faults(self, question: Question) -> Iterator[Fault]:
        try:
            node = parse(question.relevant)
        except BadExpression as bad:
            yield Fault(bad.code, question.name, COLUMN, bad.facts)
            return
        for name in names_in(node):
            yield from self._reference(question, name)
        for part in _parts(node):
            yield from self._part(question, part)

    def _reference(self, question: Question, name: str) -> Iterator[Fault]:
        facts: dict[str, str | int] = {"name": name}
        if name not in self._owner:
            yield Fault("unknown_reference", question.name, COLUMN, facts)
            return
        owner = self._question[self._owner[name]]
        if owner.kind is Kind.NOTE or (owner.kind is Kind.MATRIX and name == owner.name):
            yield Fault("no_answer", question.name, COLUMN, facts)
        if self._place[owner.name] > self._place[question.name]:
            yield Fault("later_reference", question.name, COLUMN, facts)

    def _part(self, question: Question, part: Node) -> Iterator[Fault]:
        match part:
            case Own():
                yield Fault("expression_own", question.name, COLUMN)
            case (
                Selected(Ref(name), choice)
                | Compared(_, Ref(name), Text(choice))
                | Compared(_, Text(choice), Ref(name))
            ):
                if choice and choice not in self._possible(name, choice):
                    yield Fault("unknown_choice", question.name, COLUMN, {"name": name, "choice": choice})

    def _possible(self, name: str, choice: str) -> set[str]:
        """What may be chosen there; anything, where nothing is chosen."""
        owner = self._question.get(self._owner.get(name, ""))
        if owner is None or owner.kind not in LISTED:
            return {choice}
        known: tuple[Choice, ...] = choices_of(owner)
        return {one.name for one in known}


def _parts(node: Node) -> Iterator[Node]:
    """The expression and everything in it."""
    yield node
    match node:
        case Both(parts) | Either(parts):
            inner: tuple[Node, ...] = parts
        case Negated(part):
            inner = (part,)
        case Compared(_, left, right):
            inner = (left, right)
        case _:
            inner = ()
    for part in inner:
        yield from _parts(part)
