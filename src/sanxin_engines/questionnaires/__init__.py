"""Questionnaires: forms, XLSForm in and out, skip logic, checked answers, counts."""

from sanxin_engines.questionnaires.answers import Raw, Reading, fields_of, read
from sanxin_engines.questionnaires.checking import check
from sanxin_engines.questionnaires.counts import Tally, crossable, tally
from sanxin_engines.questionnaires.cross_tables import CrossTab, cross
from sanxin_engines.questionnaires.evaluation import Answer, Answers
from sanxin_engines.questionnaires.faults import Fault
from sanxin_engines.questionnaires.form import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.plain import from_plain, to_plain
from sanxin_engines.questionnaires.relevance import visible
from sanxin_engines.questionnaires.shuffling import shuffled
from sanxin_engines.questionnaires.values import VERDICTS, choices_of, steps_of

__all__ = [
    "VERDICTS",
    "Answer",
    "Answers",
    "Choice",
    "CrossTab",
    "Fault",
    "Form",
    "Kind",
    "Question",
    "Raw",
    "Reading",
    "Tally",
    "check",
    "choices_of",
    "cross",
    "crossable",
    "fields_of",
    "from_plain",
    "read",
    "shuffled",
    "steps_of",
    "tally",
    "to_plain",
    "visible",
]
