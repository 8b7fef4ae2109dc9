"""What one question may be called, and when it may go. Plain values only."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused
from sanxin.kernel.words import listed
from sanxin_engines.questionnaires import Form, Question
from sanxin_engines.questionnaires.checking import INTRO, NAME, THANKS
from sanxin_engines.questionnaires.relevance import depend_on, owners

LONGEST_SHOWN = 40


def check_name(form: Form, question: Question, *, before: str) -> None:
    """`before` is what the question was called until now; nothing for a new one."""
    name = question.name
    if not NAME.fullmatch(name):
        words = _("“{name}”做不了题的名称：用字母或汉字开头，中间不留空格。").format(name=name)
        raise Refused("surveys.question.bad_name", words, field="name")
    if name in {INTRO, THANKS}:
        words = _("“{name}”留给开头和结尾的话用，请换一个名称。").format(name=name)
        raise Refused("surveys.question.reserved_name", words, field="name")
    if owners(form).get(name, before) != before:
        words = _("已经有一题叫“{name}”，请换一个名称。").format(name=name)
        raise Refused("surveys.question.name_taken", words, field="name")


def check_name_is_free(name: str, published: Iterable[Form]) -> None:
    """Answers are kept under the name: one that was asked keeps it, or results of two editions fall apart."""
    if any(question.name == name for form in published for question in form.questions):
        words = _("这一题已经按“{name}”发布过，名称不能再改，不然前后两版的结果对不上。").format(name=name)
        raise Refused("surveys.question.name_published", words, field="name")


def check_can_be_removed(form: Form, name: str) -> None:
    if waiting := depend_on(form, name):
        places = {question.name: place for place, question in enumerate(form.questions, start=1)}
        which = listed(str(places[one.name]) for one in waiting)
        words = _("第 {which} 题什么时候问，要看这一题怎么答。先改那里的条件，再删这一题。").format(which=which)
        raise Refused("surveys.question.needed", words)


def shortened(label: str) -> str:
    """For the history: one line."""
    line = " ".join(label.split())
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"
