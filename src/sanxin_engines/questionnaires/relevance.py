"""Which questions look at which others, and who is asked what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sanxin_engines.questionnaires.evaluation import Answer, holds
from sanxin_engines.questionnaires.expressions import parse
from sanxin_engines.questionnaires.form import Form, Kind, Question
from sanxin_engines.questionnaires.nodes import names_in
from sanxin_engines.questionnaires.tokens import BadExpression


def visible(form: Form, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Names of the questions somebody with these answers is asked, notes included, in order.

    Answers to questions that are not asked themselves count for nothing.
    """
    counted: dict[str, Answer] = {}
    shown = []
    for question in form.questions:
        if is_asked(question, counted):
            shown.append(question.name)
            if question.name in answers:
                counted |= seen_by_others(question, answers[question.name])
    return tuple(shown)


def is_asked(question: Question, answers: Mapping[str, Answer]) -> bool:
    """Whether earlier answers let this question be asked. One whose condition cannot be read is asked."""
    if not question.relevant.strip():
        return True
    try:
        return holds(parse(question.relevant), answers)
    except BadExpression:
        return True  # drafts only: such a form is not published


def seen_by_others(question: Question, answer: Answer) -> dict[str, Answer]:
    """The answer under the names other questions use: each row of a matrix has one of its own."""
    if question.kind is Kind.MATRIX and isinstance(answer, dict):
        return {question.name: answer, **answer}
    return {question.name: answer}


def looked_at(question: Question) -> tuple[str, ...]:
    """Names its condition mentions; none where it cannot be read."""
    try:
        return names_in(parse(question.relevant)) if question.relevant.strip() else ()
    except BadExpression:
        return ()


def owners(form: Form) -> dict[str, str]:
    """Every name a condition may mention → the question it belongs to (rows of a matrix to the matrix)."""
    found = {row.name: question.name for question in form.questions for row in question.rows}
    return found | {question.name: question.name for question in form.questions}


def depend_on(form: Form, name: str) -> tuple[Question, ...]:
    """Questions that would not know when to be asked if this one went."""
    owner = owners(form)
    return tuple(
        one for one in form.questions if one.name != name and name in {owner.get(used) for used in looked_at(one)}
    )


def circles(form: Form) -> tuple[tuple[str, ...], ...]:
    """Questions that wait for one another, each circle once, in the order of the form."""
    owner = owners(form)
    needs = {one.name: [owner[used] for used in looked_at(one) if used in owner] for one in form.questions}
    reach = {name: _reached(name, needs) for name in needs}
    found = {
        tuple(other for other in needs if other in reach[name] and name in reach[other])
        for name in needs
        if name in reach[name]
    }
    return tuple(sorted(found, key=lambda circle: list(needs).index(circle[0])))


def _reached(start: str, needs: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything the condition of `start` hangs on, directly or over others."""
    seen: set[str] = set()
    waiting = list(needs[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(needs[name])
    return seen
