"""Questionnaires are found by what they ask, pictures by what they were asked for; answers are never found."""

from datetime import datetime

from django.urls import reverse

from sanxin.kernel import search
from sanxin.people.models import Person
from sanxin.surveys.actions import questionnaires, questions
from sanxin.surveys.models import Response, ResponsePhoto
from sanxin_engines.questionnaires import Kind, Question
from tests.cast import Cast
from tests.surveys.asking_builders import SHORT, a_link, an_edition, answered

KINDS = ["surveys.questionnaire", "surveys.photos"]


def found(person: Person, words: str) -> list[str]:
    return [hit.url for group in search.find(person, words, kinds=KINDS) for hit in group.hits]


def test_it_is_found_by_title_and_by_what_it_asks(cast: Cast) -> None:
    address = reverse("surveys:questionnaire", args=[an_edition(cast).questionnaire_id])

    for words in ("村里看病方便吗", "卫生室平时找得到人", "在哪里打工"):
        assert found(cast.officer, words) == [address]


def test_what_was_rewritten_is_found_as_it_stands_now(cast: Cast, now: datetime) -> None:
    draft = questionnaires.create(SHORT, office=cast.department, by=cast.officer, at=now)

    more = Question("lamp", Kind.TEXT, "哪里路灯不亮")
    draft = questions.add_question(draft, more, by=cast.officer, seen=draft.version, at=now)
    questions.remove_question(draft, "bus", by=cast.officer, seen=draft.version, at=now)

    assert found(cast.officer, "路灯不亮") == [reverse("surveys:questionnaire", args=[draft.pk])]
    assert not found(cast.officer, "一天两趟班车")


def test_answers_are_never_found(cast: Cast) -> None:
    answered(a_link(cast), who="away", away_where="义乌小商品城", say="医生总也不在")

    assert not search.find(cast.officer, "义乌小商品城")
    assert not search.find(cast.officer, "医生总也不在")


def test_the_office_finds_it_others_do_not(cast: Cast) -> None:
    an_edition(cast)

    for who in (cast.officer, cast.colleague, cast.head, cast.leader):
        assert len(found(who, "看病方便")) == 1
    for who in (cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger):
        assert not found(who, "看病方便")


def test_pictures_are_found_by_the_desk_once_there_are_any(cast: Cast, now: datetime) -> None:
    link = a_link(cast)
    address = reverse("surveys:results_photos", args=[link.edition_id])
    before = found(cast.officer, "有照片就加一张")

    response = Response.objects.create(link=link, answers={}, day=now.date())
    ResponsePhoto.objects.create(
        link=link, response=response, sha256="0" * 64, content_type="image/png", size=9, day=now.date()
    )

    assert address not in before
    assert address in found(cast.officer, "有照片就加一张")
    assert address not in found(cast.leader, "有照片就加一张")


def test_the_index_can_be_made_anew(cast: Cast) -> None:
    edition = an_edition(cast)
    search.drop("surveys.questionnaire", edition.questionnaire_id)
    search.rebuild()

    assert len(found(cast.officer, "看病方便")) == 1
