"""What a draft must be like to be kept at all; what it needs to be asked is checked when it is published."""

from dataclasses import replace

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin_engines.questionnaires import Form

LONGEST_TITLE = 120
MOST_QUESTIONS = 300


def check_form(form: Form) -> None:
    """Raises where the draft could not be stored or opened again."""
    if not form.title.strip():
        raise Refused("surveys.questionnaire.no_title", _("给问卷起个题目，答的人先看到它。"), field="title")
    if len(form.title) > LONGEST_TITLE:
        words = _("题目最多 {most} 个字。").format(most=LONGEST_TITLE)
        raise Refused("surveys.questionnaire.long_title", words, field="title")
    if len(form.questions) > MOST_QUESTIONS:
        words = _("一份问卷最多 {most} 题，请分成两份。").format(most=MOST_QUESTIONS)
        raise Refused("surveys.questionnaire.too_many", words)


def title_of_copy(title: str) -> str:
    """Cut so that it still fits."""
    ending = _("（副本）")
    return title[: LONGEST_TITLE - len(ending)] + ending


def retitled(form: Form, title: str) -> Form:
    return replace(form, title=title)
