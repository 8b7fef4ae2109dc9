"""Responses as rows of a file: nothing that says who, and nothing so rare that it would."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sanxin.kernel.words import listed
from sanxin.surveys.models import AnswerChannel, Edition, Response
from sanxin.surveys.rules.smallness import hidden_parts
from sanxin.surveys.templatetags.asking import label_of
from sanxin_engines.questionnaires import Form, Kind, Question
from sanxin_engines.questionnaires.values import choices_of

LEFT_OUT = frozenset({Kind.NOTE, Kind.PHOTO, Kind.LONG_TEXT})
"""What people wrote freely goes to the problem desk, apart from their other answers."""


def heads_of(form: Form) -> list[str]:
    return [_("发到哪里"), _("怎么交的"), *(label for one in _columns(form) for label in _labels(one))]


def rows_of(form: Form, rows: QuerySet[Response], edition: Edition) -> Iterator[list[Any]]:
    """In the order of random ids. A place, and an answer to who one is, shows where five or more share it and those
    left blank cannot be told from the rest."""
    found = list(rows.select_related("link__place__parent", "link__meeting__place__parent").order_by("id"))
    places = hidden_parts(Counter(response.link.where for response in found))
    who = getattr(edition, "who_question", None)
    told = hidden_parts(Counter(str(response.answers.get(who.question)) for response in found)) if who else set()
    for response in found:
        where = response.link.where if response.link.where not in places else ""
        answers = dict(response.answers)
        if who and str(answers.get(who.question)) in told:
            answers.pop(who.question, None)
        cells = [cell for one in _columns(form) for cell in _cells(one, answers)]
        yield [where, str(AnswerChannel(response.channel).label), *cells]


def _columns(form: Form) -> list[Question]:
    return [one for one in form.questions if one.kind not in LEFT_OUT]


def _labels(question: Question) -> list[str]:
    return [f"{question.label}：{row.label}" for row in question.rows] or [question.label]


def _cells(question: Question, answers: Mapping[str, Any]) -> list[Any]:
    answer = answers.get(question.name)
    words = {choice.name: str(label_of(question, choice)) for choice in choices_of(question)}
    if question.rows:
        chosen = answer if isinstance(answer, dict) else {}
        return [words.get(str(chosen.get(row.name, "")), "") for row in question.rows]
    if isinstance(answer, list):
        return [listed(words.get(str(name), "") for name in answer)]
    return [words.get(answer, answer) if isinstance(answer, str) else answer]
