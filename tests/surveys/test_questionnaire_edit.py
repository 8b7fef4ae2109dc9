"""A draft is changed question by question."""

from datetime import datetime

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.people.models import Person
from sanxin.surveys.actions import questionnaires, questions
from sanxin.surveys.models import Questionnaire
from sanxin_engines.questionnaires import Form, Kind, Question
from tests.cast import Cast
from tests.surveys.builders import a_form, a_published_edition, a_questionnaire

NEW = Question("said", Kind.LONG_TEXT, "还有什么要说的？")


def names(draft: Questionnaire) -> list[str]:
    return [question.name for question in draft.as_form().questions]


def test_a_questionnaire_begins_as_a_draft_of_the_office(cast: Cast, now: datetime) -> None:
    draft = questionnaires.create(a_form(), office=cast.department, by=cast.officer, at=now)

    assert (draft.title, draft.asked, draft.county, draft.version) == ("出行情况", 5, cast.county, 1)
    assert [event.text for event in timeline(draft.id)] == ["新建问卷“出行情况”"]


def test_a_question_is_added_where_one_wants_it(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)

    draft = questions.add_question(draft, NEW, place=1, by=cast.officer, seen=1, at=now)

    assert names(draft) == ["bus", "said", "rides", "why", "ways", "content"]
    assert (draft.version, draft.asked) == (2, 6)
    assert timeline(draft.id)[0].text == "加了一题：还有什么要说的？"


def test_a_question_is_changed_moved_copied_and_removed(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)
    by = cast.colleague

    draft = questions.change_question(
        draft, "rides", Question("rides", Kind.NUMBER, "一年几回？"), by=by, seen=1, at=now
    )
    draft = questions.move_question(draft, "content", place=0, by=by, seen=2, at=now)
    draft = questions.copy_question(draft, "ways", by=by, seen=3, at=now)
    draft = questions.remove_question(draft, "why", by=by, seen=4, at=now)

    assert names(draft) == ["content", "bus", "rides", "ways", "q6"]
    assert draft.as_form().question("rides").label == "一年几回？"
    assert [event.text for event in reversed(timeline(draft.id))][1:] == [
        "改了一题：一年几回？",
        "移动一题：对出行满意吗？，从第 5 到第 1",
        "复制一题：平时怎么出门？",
        "删了一题：不通的话，怎么赶集？",
    ]


def test_a_copy_is_a_draft_of_its_own(cast: Cast, now: datetime) -> None:
    source = a_published_edition(cast).questionnaire

    copy = questionnaires.copy(source, office=cast.department, by=cast.colleague, at=now)

    assert copy.title == "出行情况（副本）"
    assert copy.as_form().questions == source.as_form().questions
    assert (copy.stage, copy.created_by) == ("draft", cast.colleague)


def test_a_long_title_still_makes_a_copy(cast: Cast, now: datetime) -> None:
    source = a_questionnaire(cast, form=a_form("长" * 120))

    assert len(questionnaires.copy(source, office=cast.department, by=cast.officer, at=now).title) == 120


def test_a_question_others_wait_for_stays(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)

    with pytest.raises(Refused, match="第 3 题什么时候问"):
        questions.remove_question(draft, "bus", by=cast.officer, seen=1, at=now)


def test_a_name_stands_for_one_question(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)

    for name, words in (("bus", "已经有一题叫"), ("1x", "做不了题的名称"), ("intro", "留给开头")):
        with pytest.raises(Refused, match=words):
            questions.add_question(draft, Question(name, Kind.TEXT, "？"), by=cast.officer, seen=1, at=now)


def test_a_name_that_was_asked_is_kept(cast: Cast, now: datetime) -> None:
    draft = a_published_edition(cast).questionnaire
    renamed = Question("trips", Kind.NUMBER, "一个月坐几回？")

    with pytest.raises(Refused, match="前后两版的结果对不上"):
        questions.change_question(draft, "rides", renamed, by=cast.officer, seen=1, at=now)


def test_a_name_nobody_was_asked_under_may_change(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)
    renamed = Question("coach", Kind.SINGLE, "通车吗？", choices=draft.as_form().question("bus").choices)

    draft = questions.change_question(draft, "bus", renamed, by=cast.officer, seen=1, at=now)

    assert draft.as_form().question("why").relevant == "${coach} = 'no'"


def test_a_question_a_colleague_took_out_is_said_to_be_gone(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)

    with pytest.raises(Refused, match="已经不在问卷里了"):
        questions.change_question(draft, "gone", NEW, by=cast.officer, seen=1, at=now)


def test_whoever_comes_second_is_told(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)
    questions.add_question(draft, NEW, by=cast.colleague, seen=1, at=now)

    with pytest.raises(Overtaken):
        questions.remove_question(draft, "ways", by=cast.officer, seen=1, at=now)

    assert "said" in names(Questionnaire.objects.get(pk=draft.pk))


def test_three_hundred_questions_are_the_most(cast: Cast, now: datetime) -> None:
    full = Form("满了", tuple(Question(f"q{number}", Kind.TEXT, "？") for number in range(300)))
    draft = a_questionnaire(cast, form=full)

    with pytest.raises(Refused, match="最多 300 题"):
        questions.add_question(draft, NEW, by=cast.officer, seen=1, at=now)


@pytest.mark.parametrize("title", ["", "  ", "长" * 121])
def test_a_title_is_wanted_and_fits(cast: Cast, now: datetime, title: str) -> None:
    with pytest.raises(Refused) as refused:
        questionnaires.create(Form(title), office=cast.department, by=cast.officer, at=now)

    assert refused.value.field == "title"


@pytest.mark.parametrize("who", ["leader", "handler", "liaison", "stranger"])
def test_only_the_desk_writes(cast: Cast, now: datetime, who: str) -> None:
    person: Person = getattr(cast, who)
    draft = a_questionnaire(cast)

    with pytest.raises(NotAllowed):
        questions.add_question(draft, NEW, by=person, seen=1, at=now)
    with pytest.raises(NotAllowed):
        questionnaires.create(a_form(), office=cast.department, by=person, at=now)
