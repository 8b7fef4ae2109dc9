"""Changing a draft question by question. Each verb writes the whole draft anew, so no colleague's change is lost."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from django.utils.translation import gettext as _

from sanxin.kernel.actions import action
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.surveys import events_questionnaires as events
from sanxin.surveys.actions.questionnaires import edit
from sanxin.surveys.models import Questionnaire
from sanxin.surveys.rules import questions as rules
from sanxin_engines.questionnaires import Form, Question
from sanxin_engines.questionnaires.editing import changed, duplicated, inserted, moved, place_of, removed


class Words(TypedDict, total=False):
    """What stands around the questions, and whether each person is asked them in another order."""

    title: str
    intro: str
    thanks: str
    shuffled: bool
    form_id: str


@action
def change_words(questionnaire: Questionnaire, *, words: Words, by: Person, seen: int, at: datetime) -> Questionnaire:
    """Another title, beginning, end or order. Refused without a title, or when a colleague was faster."""
    form = replace(questionnaire.as_form(), **words)
    return edit(questionnaire, form, by=by, seen=seen, at=at, event=events.SETTINGS_CHANGED)


@action
def add_question(
    questionnaire: Questionnaire, question: Question, *, place: int | None = None, by: Person, seen: int, at: datetime
) -> Questionnaire:
    """One more, at that place (from 0) or at the end. Refused: a name that is taken, more than 300."""
    form = questionnaire.as_form()
    rules.check_name(form, question, before="")
    return _write(questionnaire, inserted(form, question, place=place), question, events.QUESTION_ADDED, by, seen, at)


@action
def change_question(
    questionnaire: Questionnaire,
    name: str,
    question: Question,
    *,
    place: int | None = None,
    by: Person,
    seen: int,
    at: datetime,
) -> Questionnaire:
    """The question in other words, perhaps elsewhere.

    Refused: it is gone, its new name is taken or was already asked under the old one.
    """
    form = _with(questionnaire, name)
    rules.check_name(form, question, before=name)
    if question.name != name:
        rules.check_name_is_free(name, [edition.as_form() for edition in questionnaire.editions.all()])
    written = changed(form, name, question)
    if place is not None:
        written = moved(written, question.name, place)
    return _write(questionnaire, written, question, events.QUESTION_CHANGED, by, seen, at)


@action
def remove_question(questionnaire: Questionnaire, name: str, *, by: Person, seen: int, at: datetime) -> Questionnaire:
    """Refused while another question is asked depending on this one."""
    form = _with(questionnaire, name)
    rules.check_can_be_removed(form, name)
    return _write(questionnaire, removed(form, name), form.question(name), events.QUESTION_REMOVED, by, seen, at)


@action
def copy_question(questionnaire: Questionnaire, name: str, *, by: Person, seen: int, at: datetime) -> Questionnaire:
    """The same once more, right behind it."""
    form, copy = duplicated(_with(questionnaire, name), name)
    return _write(questionnaire, form, copy, events.QUESTION_COPIED, by, seen, at)


@action
def move_question(
    questionnaire: Questionnaire, name: str, *, place: int, by: Person, seen: int, at: datetime
) -> Questionnaire:
    """To that place, from 0; beyond an end means to the end."""
    form = _with(questionnaire, name)
    written = moved(form, name, place)
    old, new = place_of(form, name) + 1, place_of(written, name) + 1
    label = rules.shortened(form.question(name).label)
    return edit(
        questionnaire,
        written,
        by=by,
        seen=seen,
        at=at,
        event=events.QUESTION_MOVED,
        question=label,
        old=old,
        new=new,
    )


def _with(questionnaire: Questionnaire, name: str) -> Form:
    form = questionnaire.as_form()
    if all(question.name != name for question in form.questions):
        raise Refused("surveys.question.gone", _("这一题已经不在问卷里了，可能同事刚删掉。请回到问卷看看。"))
    return form


def _write(
    questionnaire: Questionnaire, form: Form, question: Question, event: str, by: Person, seen: int, at: datetime
) -> Questionnaire:
    label = rules.shortened(question.label)
    return edit(questionnaire, form, by=by, seen=seen, at=at, event=event, question=label)
