"""Questionnaires: forms, XLSForm in and out, skip logic, checked answers, counts."""

from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.plain import from_plain, to_plain

__all__ = ["Choice", "Form", "Kind", "Question", "from_plain", "to_plain"]
