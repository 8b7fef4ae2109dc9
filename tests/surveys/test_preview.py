"""A questionnaire as on a phone: answers lead on, nothing is kept."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.surveys.models import Questionnaire
from sanxin_engines.questionnaires import Form
from tests.cast import Cast
from tests.surveys.builders import a_published_edition, a_questionnaire

ClientOf = Callable[[Person], Client]


def answered(client: Client, url: str, page: Any, **answers: Any) -> Any:
    """Send the page on as a browser does."""
    shown = page.context["shown"]
    form = {"carried": page.context["carried"], "number": shown.number, "next": "1"}
    return client.post(url, form | {"asked": [one.question.name for one in shown.asked]} | answers)


def names(page: Any) -> list[str]:
    return [one.question.name for one in page.context["shown"].asked]


def test_answers_lead_on_as_they_will(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    url = reverse("surveys:preview", args=[draft.pk])
    client = client_of(cast.officer)

    first = client.get(url)
    second = answered(client, url, first, bus="no")
    third = answered(client, url, second, rides="3")

    assert (names(first), names(second), names(third)) == (["bus"], ["rides"], ["why"])
    assert "大约三分钟，不记名。" in first.content.decode()
    skipped = answered(client, url, answered(client, url, first, bus="yes"), rides="3")
    assert names(skipped) == ["ways"]


def test_what_is_missing_is_said_and_the_way_back_is_open(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    url = reverse("surveys:preview", args=[draft.pk])
    client = client_of(cast.leader)
    first = client.get(url)

    missing = answered(client, url, first)
    second = answered(client, url, first, bus="yes")
    back = answered(client, url, second, back="1")

    assert missing.context["shown"].errors
    assert names(missing) == ["bus"]
    assert names(back) == ["bus"]
    assert 'value="yes" checked' in back.content.decode()


def test_the_end_thanks_and_nothing_is_kept(cast: Cast, client_of: ClientOf) -> None:
    edition = a_published_edition(cast)
    url = reverse("surveys:preview_edition", args=[edition.pk])
    client = client_of(cast.officer)

    page = client.get(url)
    for answers in ({"bus": "yes"}, {"rides": "1"}, {"ways": ["bus", "bike"]}, {"content": "4"}):
        page = answered(client, url, page, **answers)

    assert page.context["shown"] is None
    assert "收到了，谢谢您" in page.content.decode()
    assert Questionnaire.objects.get().version == 1


def test_an_empty_draft_says_so(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast, form=Form("空的"))

    assert "还没有题" in client_of(cast.officer).get(reverse("surveys:preview", args=[draft.pk])).content.decode()


def test_a_carried_note_nobody_wrote_counts_for_nothing(cast: Cast, client_of: ClientOf) -> None:
    draft = a_questionnaire(cast)
    client = client_of(cast.officer)

    page = client.post(reverse("surveys:preview", args=[draft.pk]), {"carried": "[1", "number": "x", "next": "1"})

    assert page.status_code == 200
    assert client_of(cast.stranger).get(reverse("surveys:preview", args=[draft.pk])).status_code == 404
