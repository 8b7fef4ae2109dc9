"""Questionnaires and what belongs to them, for the tests of surveys."""

from sanxin.kernel import clock
from sanxin.people.models import Person, Unit
from sanxin.surveys.actions import editions, questionnaires
from sanxin.surveys.models import Edition, Questionnaire
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast

YES_NO = (Choice("yes", "是"), Choice("no", "否"))


def a_form(title: str = "出行情况") -> Form:
    """One question of most kinds; the third is asked only of those who said no to the first."""
    return Form(
        title=title,
        intro="大约三分钟，不记名。",
        questions=(
            Question("bus", Kind.SINGLE, "村里通班车吗？", required=True, choices=YES_NO),
            Question("rides", Kind.NUMBER, "一个月坐几回？", low=0, high=100),
            Question("why", Kind.LONG_TEXT, "不通的话，怎么赶集？", relevant="${bus} = 'no'"),
            Question(
                "ways", Kind.MULTIPLE, "平时怎么出门？", choices=(Choice("bus", "班车"), Choice("bike", "电动车"))
            ),
            Question("content", Kind.SCALE, "对出行满意吗？", low=1, high=5),
        ),
    )


def a_questionnaire(
    cast: Cast, *, form: Form | None = None, by: Person | None = None, office: Unit | None = None
) -> Questionnaire:
    """A draft of the department's desk."""
    return questionnaires.create(
        form or a_form(), office=office or cast.department, by=by or cast.officer, at=clock.now()
    )


def a_published_edition(cast: Cast, *, form: Form | None = None) -> Edition:
    """What may be asked from now on."""
    draft = a_questionnaire(cast, form=form)
    return editions.publish(draft, by=cast.officer, seen=draft.version, at=clock.now())
