from datetime import datetime, timedelta

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.surveys import events_questionnaires as events
from sanxin.surveys.actions import editions, questionnaires
from sanxin.surveys.models import Edition, Questionnaire, QuestionnaireStage
from sanxin_engines.questionnaires import Form, Kind, Question
from tests.cast import Cast
from tests.surveys.builders import a_form, a_published_edition, a_questionnaire


def test_a_draft_is_frozen_as_the_first_edition(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)

    edition = editions.publish(draft, by=cast.officer, seen=draft.version, at=now)

    assert (edition.number, edition.as_form()) == (1, a_form())
    assert draft.stage == QuestionnaireStage.PUBLISHED
    assert [event.text for event in timeline(edition.id)] == ["发布问卷“出行情况”第 1 版，5 题"]


def test_later_changes_leave_the_edition_alone(cast: Cast, now: datetime) -> None:
    edition = a_published_edition(cast)
    draft = Questionnaire.objects.get(pk=edition.questionnaire_id)

    draft = questionnaires.edit(
        draft, a_form("出行"), by=cast.colleague, seen=draft.version, at=now, event=events.SETTINGS_CHANGED
    )

    assert Edition.objects.get(pk=edition.pk).as_form().title == "出行情况"
    assert draft.stage == QuestionnaireStage.CHANGED
    assert editions.publish(draft, by=cast.officer, seen=draft.version, at=now).number == 2


def test_a_withdrawn_edition_may_be_published_again(cast: Cast, now: datetime) -> None:
    edition = a_published_edition(cast)

    editions.withdraw(edition, reason="村名写错了", by=cast.officer, at=now)
    draft = Questionnaire.objects.get(pk=edition.questionnaire_id)

    assert draft.stage == QuestionnaireStage.WITHDRAWN
    assert list(Edition.objects.in_force()) == []
    assert editions.publish(draft, by=cast.officer, seen=draft.version, at=now).number == 2


def test_the_same_words_are_not_published_twice(cast: Cast, now: datetime) -> None:
    draft = a_published_edition(cast).questionnaire

    with pytest.raises(Refused, match="没有新的改动"):
        editions.publish(draft, by=cast.officer, seen=draft.version, at=now)


def test_a_form_that_asks_nothing_is_refused(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast, form=Form("空的", questions=(Question("hello", Kind.NOTE, "您好"),)))

    with pytest.raises(Refused, match="先加一题"):
        editions.publish(draft, by=cast.officer, seen=draft.version, at=now)


def test_a_colleague_was_faster(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)
    questionnaires.edit(
        draft, a_form("出行"), by=cast.colleague, seen=1, at=now + timedelta(minutes=1), event=events.SETTINGS_CHANGED
    )

    with pytest.raises(Overtaken):
        editions.publish(draft, by=cast.officer, seen=1, at=now)


def test_a_leader_reads_and_does_not_publish(cast: Cast, now: datetime) -> None:
    draft = a_questionnaire(cast)

    assert Questionnaire.objects.visible_to(cast.leader).exists()
    assert not Questionnaire.objects.visible_to(cast.stranger).exists()
    with pytest.raises(NotAllowed):
        editions.publish(draft, by=cast.leader, seen=1, at=now)


def test_stages_can_be_asked_of_the_database(cast: Cast, now: datetime) -> None:
    a_questionnaire(cast, form=a_form("在写的"))
    a_published_edition(cast, form=a_form("发布的"))
    gone = a_published_edition(cast, form=a_form("收回的"))
    editions.withdraw(gone, reason="过时了", by=cast.officer, at=now)
    changed = a_published_edition(cast, form=a_form("改过的")).questionnaire
    questionnaires.edit(changed, a_form("改过的"), by=cast.officer, seen=1, at=now, event=events.SETTINGS_CHANGED)

    rows = Questionnaire.objects.with_latest()

    found = {stage: [row.title for row in rows.at_stage(stage)] for stage in QuestionnaireStage}
    assert found == {"draft": ["在写的"], "published": ["发布的"], "changed": ["改过的"], "withdrawn": ["收回的"]}
    assert all(row.stage == stage for stage in QuestionnaireStage for row in rows.at_stage(stage))
