"""The list of questionnaires and the page of one."""

import csv
import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.surveys.actions import editions
from sanxin.surveys.models import Edition, Questionnaire
from sanxin.surveys.ready_made import READY_MADE
from sanxin_engines.questionnaires import Form, Kind, Question, check
from tests.cast import Cast
from tests.surveys.builders import a_form, a_published_edition, a_questionnaire

ClientOf = Callable[[Person], Client]
LIST = "/surveys/"


def once(**fields: Any) -> dict[str, Any]:
    return {FIELD: str(new_id()), **fields}


def page_of(draft: Questionnaire) -> str:
    return reverse("surveys:questionnaire", args=[draft.pk])


def test_the_list_shows_stage_title_and_count(cast: Cast, client_of: ClientOf) -> None:
    a_questionnaire(cast, form=a_form("在写的"))
    a_published_edition(cast, form=a_form("发布的"))

    page = client_of(cast.officer).get(LIST)

    assert [(row.title, row.stage, row.asked) for row in page.context["page"]] == [
        ("发布的", "published", 5),
        ("在写的", "draft", 5),
    ]
    assert [tab["count"] for tab in page.context["tabs"]] == [2, 1, 1, 0, 0]


def test_filters_stand_in_the_address(cast: Cast, client_of: ClientOf) -> None:
    a_questionnaire(cast, form=a_form("村里的路"), by=cast.colleague)
    a_questionnaire(cast, form=a_form("村里的水"))
    a_published_edition(cast, form=a_form("镇上的路"))
    client = client_of(cast.officer)

    def titles(query: str) -> list[str]:
        return [row.title for row in client.get(f"{LIST}?{query}").context["page"]]

    assert titles("q=路") == ["镇上的路", "村里的路"]
    assert titles("q=路+村") == ["村里的路"]
    assert titles("stage=draft&mine=on") == ["村里的水"]
    assert titles("stage=withdrawn") == []
    assert len(titles("stage=nonsense")) == 3


def test_the_list_leaves_as_a_file(cast: Cast, client_of: ClientOf) -> None:
    a_published_edition(cast)

    answer = client_of(cast.leader).get(f"{LIST}file/?format=csv")

    rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))  # type: ignore[arg-type]
    assert rows[-1][:4] == ["已发布", "出行情况", "5", "1"]


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_the_database_the_same_number_of_times(
    cast: Cast, client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        a_published_edition(cast, form=a_form(f"第 {number} 份"))
    client = client_of(cast.officer)
    client.get(LIST)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_an_empty_list_teaches(cast: Cast, client_of: ClientOf) -> None:
    page = client_of(cast.officer).get(LIST)

    assert [way["title"] for way in page.context["ways"]] == ["用现成的", "自己写", "从 Excel 带进来"]
    assert all(one.title in page.content.decode() for one in READY_MADE)
    assert "label" not in client_of(cast.leader).get(LIST).context["ways"][0]


@pytest.mark.parametrize("ready", READY_MADE, ids=lambda one: one.key)
def test_ready_made_questionnaires_can_be_published_at_once(
    cast: Cast, client_of: ClientOf, now: datetime, ready: Any
) -> None:
    answer = client_of(cast.officer).post(f"{LIST}new/", once(title="", template=ready.key))

    made = Questionnaire.objects.get()
    assert answer["Location"] == page_of(made)
    assert made.as_form() == ready.form()
    assert check(ready.form()) == []
    assert editions.publish(made, by=cast.officer, seen=1, at=now).number == 1


def test_a_blank_one_wants_a_title(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)

    refused = client.post(f"{LIST}new/", once(title=" ", template=""))
    made = client.post(f"{LIST}new/", once(title="村里的路", template=""))

    assert (refused.status_code, made.status_code) == (422, 302)
    assert "给问卷起个题目" in refused.content.decode()
    assert Questionnaire.objects.get().title == "村里的路"


def test_the_page_shows_questions_their_logic_and_what_to_mend(cast: Cast, client_of: ClientOf) -> None:
    faulty = Question("again", Kind.TEXT, "再问一遍", relevant="${later} = 'x'")
    form = a_form()
    draft = a_questionnaire(cast, form=Form(form.title, (*form.questions, faulty)))

    page = client_of(cast.officer).get(page_of(draft))

    lines = page.context["lines"]
    assert [line.number for line in lines] == [1, 2, 3, 4, 5, 6]
    assert lines[0].details == "单选 · 2 个选项 · 必答"
    assert lines[2].condition == "第 1 题 是“否”"
    assert lines[5].faults == ["条件里的“later”，问卷里没有这一题。"]
    assert "还有 1 处要改" in page.content.decode()


def test_a_leader_reads_without_verbs(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)

    text = client_of(cast.leader).get(page_of(draft)).content.decode()

    assert "村里通班车吗？" in text
    assert "上移" not in text
    assert "加一题" not in text


@pytest.mark.parametrize("who", ["stranger", "handler"])
def test_others_find_nothing(cast: Cast, client_of: ClientOf, who: str) -> None:
    draft = a_questionnaire(cast)

    answer = client_of(getattr(cast, who)).get(page_of(draft))

    assert answer.status_code == (404 if who == "stranger" else 403)


def test_a_copy_is_made_from_the_page(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)

    client_of(cast.colleague).post(reverse("surveys:copy_questionnaire", args=[draft.pk]), once())

    assert Questionnaire.objects.exclude(pk=draft.pk).get().title == "出行情况（副本）"


def test_publishing_from_the_page(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)
    url = reverse("surveys:publish", args=[draft.pk])

    asked = client.get(url)
    answer = client.post(url, once(seen="1"))

    edition = Edition.objects.get()
    assert asked.context["faults"] == []
    assert answer["Location"] == reverse("surveys:edition", args=[edition.pk])
    assert "第 1 版" in client.get(answer["Location"]).content.decode()


def test_faults_stand_before_publication(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast, form=Form("t", (Question("a", Kind.SINGLE, "？"),)))
    client = client_of(cast.officer)
    url = reverse("surveys:publish", args=[draft.pk])

    page, answer = client.get(url), client.post(url, once(seen="1"))

    assert page.context["faults"] == [(1, "a", "选项只有 0 个，至少要两个。")]
    assert answer.status_code == 422
    assert not Edition.objects.exists()


def test_an_edition_is_taken_back_with_a_reason(cast: Cast, client_of: ClientOf) -> None:
    edition = a_published_edition(cast)
    client = client_of(cast.officer)
    url = reverse("surveys:withdraw_edition", args=[edition.pk])

    refused, done = client.post(url, once(reason=" ")), client.post(url, once(reason="村名写错了"))

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "村名写错了" in client.get(done["Location"]).content.decode()
    assert client.post(url, once(reason="再收一次")).status_code == 422
