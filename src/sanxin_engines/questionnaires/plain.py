"""Forms as plain JSON values and back, the shape a database keeps."""

from dataclasses import asdict, fields
from typing import Any

from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question

_DEFAULTS = {one.name: one.default for one in fields(Question)}


def to_plain(form: Form) -> dict[str, Any]:
    """Values at their default are left out, so that a stored form stays readable."""
    plain = {key: value for key, value in asdict(form).items() if value and key != "questions"}
    return plain | {"questions": [_question(one) for one in form.questions]}


def from_plain(plain: dict[str, Any]) -> Form:
    """The form `to_plain` was given."""
    questions = tuple(_as_question(one) for one in plain.get("questions", ()))
    return Form(**{"title": "", **plain, "questions": questions})


def _question(question: Question) -> dict[str, Any]:
    plain = {key: value for key, value in asdict(question).items() if value != _DEFAULTS[key]}
    return plain | {"kind": question.kind.value}


def _as_question(plain: dict[str, Any]) -> Question:
    lists = {key: tuple(Choice(**one) for one in plain.get(key, ())) for key in ("choices", "rows")}
    return Question(**{**plain, **lists, "kind": Kind(plain["kind"])})
