"""The desk's pages: everything can be done by forms alone, and who sees what."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sanxin.dialogues.actions import dialogues as talks
from sanxin.dialogues.models import Conversation, Dialogue, FollowUp, Statement
from sanxin.kernel import clock
from sanxin.people.models import Person
from tests.cast import Cast
from tests.dialogues.builders import (
    SECRET,
    TEXTS,
    a_conversation,
    a_dialogue,
    a_held_dialogue,
    a_result,
    added,
    answered,
    counted,
    held,
    opened,
)

ClientOf = Callable[[Person], Client]


def post(client: Client, url: str, **said: Any) -> Any:
    return client.post(url, said | {"once": str(uuid4())})


def text_of(answer: Any) -> str:
    """The page, or the file read to its end, which closes it."""
    return (
        str(answer.content.decode()) if not answer.streaming else b"".join(answer.streaming_content).decode("utf-8-sig")
    )


def test_from_a_question_to_an_item_of_the_ledger(cast: Cast, client_of: ClientOf) -> None:
    client, now = client_of(cast.officer), clock.now()
    assert "从哪里开始" in text_of(client.get("/dialogues/"))
    said = {
        "title": "班车复开",
        "question": "村里的班车该怎么跑？",
        "intro": "",
        "places": "洪岩镇 竹坑村\n双溪村",
        "opens_at": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "closes_at": f"{now + timedelta(days=7):%Y-%m-%dT%H:%M}",
    }
    assert post(client, "/dialogues/new/", **said).status_code == 302
    conversation = Conversation.objects.get()
    page = f"/dialogues/{conversation.pk}/"
    assert "还差 5 条说法" in text_of(client.get(page))
    assert post(client, f"{page}statements/", texts="\n".join(TEXTS)).status_code == 302
    assert post(client, f"{page}open/").status_code == 302
    sheet = text_of(client.get(f"{page}sheet/"))
    assert f"http://testserver/v/{conversation.code}/" in sheet
    assert client.get(f"{page}qr.svg").content.startswith(b"<?xml")

    answered(Conversation.objects.get())
    assert post(client, f"{page}results/count/").status_code == 302
    shown = text_of(client.get(f"{page}results/"))
    assert "甲组" in shown
    assert "大家都这么看" in text_of(client.get(f"{page}results/brief/"))
    assert post(client, f"{page}close/").status_code == 302
    snapshot = conversation.snapshots.get()
    assert post(client, f"{page}results/release/", snapshot=snapshot.pk, words="下周座谈").status_code == 302

    plan = {
        "title": "怎么跑",
        "statements": [str(one.pk) for one in conversation.statements.all()[:2]],
        "villages": [str(cast.village.pk)],
        "where": "村部",
        "meets_at": f"{now + timedelta(days=1):%Y-%m-%dT%H:%M}",
        "invited_by": cast.officer.pk,
    }
    assert post(client, f"{page}talks/new/", **plan).status_code == 302
    talk = Dialogue.objects.get()
    url = f"/dialogues/talks/{talk.pk}/"
    minutes = {"held_on": f"{clock.today()}", "present": 9, "text": "谈了两小时", "agreements": "早晚各一趟\n"}
    assert post(client, f"{url}hold/", **minutes, seen=talk.version).status_code == 302
    agreed = talk.agreements.get()
    follow = {f"take-{agreed.pk}": "on", f"owner-{agreed.pk}": cast.officer.pk, f"days-{agreed.pk}": 10}
    assert post(client, f"{url}follow-up/", **follow).status_code == 302
    item = FollowUp.objects.get().item
    assert (item.title, item.place, item.owner) == ("早晚各一趟", cast.village, cast.officer)
    assert item.code in text_of(client.get(page))
    assert item.code in text_of(client.get(url))


def test_every_form_shows_what_is_wrong_and_keeps_what_was_typed(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    conversation = a_conversation(cast, TEXTS[:2])
    page = f"/dialogues/{conversation.pk}/"
    answer = post(client, "/dialogues/new/", title="x", question="y", places="不知哪村")
    assert answer.status_code == 422
    assert "没有找到“不知哪村”" in text_of(answer)
    answer = post(client, f"{page}statements/", texts=f"{TEXTS[0]}\n另外一条新的")
    assert answer.status_code == 422
    assert "另外一条新的" in text_of(answer)
    assert "至少要有 5 条" in text_of(post(client, f"{page}open/"))
    dialogue = a_dialogue(cast)
    talk = f"/dialogues/talks/{dialogue.pk}/"
    answer = post(client, f"{talk}hold/", held_on="2026-11-19", present=0, text="说了", seen=1)
    assert answer.status_code == 422
    assert "到场人数" in text_of(answer)
    assert post(client, f"{talk}call-off/", reason="", seen=1).status_code == 422
    assert post(client, f"{talk}call-off/", reason="下雨", seen=7).status_code == 409
    assert post(client, f"{talk}call-off/", reason="下雨", seen=1).status_code == 302
    assert "没开：下雨" in text_of(client.get(talk))


def test_the_form_of_a_plan_and_of_minutes_come_back_as_they_were(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)
    dialogue = a_dialogue(cast, a_result(cast))
    url = f"/dialogues/talks/{dialogue.pk}/"
    form = client.get(f"{url}edit/").context["form"]
    assert form.initial["where"] == "洪岩镇政府"
    suggested = client.get(f"/dialogues/{dialogue.conversation_id}/talks/new/").context["form"].initial
    assert len(suggested["statements"]) == 3
    assert suggested["title"] == "村里的班车该怎么跑？"
    talks.hold(dialogue, held(), seen=1, by=cast.officer, at=clock.now())
    assert "跑客运的" in text_of(client.get(f"{url}minutes/"))
    assert client.get(f"{url}edit/").status_code == 422


def test_moderating_from_the_page(cast: Cast, client_of: ClientOf) -> None:
    conversation, client = opened(cast), client_of(cast.officer)
    statement = added(conversation)
    page = f"/dialogues/{conversation.pk}/"
    assert SECRET in text_of(client.get(page))
    url = f"/dialogues/statements/{statement.pk}/"
    assert post(client, f"{url}leave-out/", seen=1).status_code == 422
    assert post(client, f"{url}leave-out/", seen=1, reason="personal").status_code == 302
    assert "点了人名" in text_of(client.get(page))
    assert post(client, f"{url}accept/", seen=1).status_code == 409
    assert post(client, f"{url}accept/", seen=2).status_code == 302
    statement.refresh_from_db()
    assert (statement.stage, statement.text) == ("accepted", SECRET)


def test_leaders_read_results_and_no_raw_words(cast: Cast, client_of: ClientOf) -> None:
    conversation = opened(cast)
    added(conversation)
    answered(conversation)
    counted(cast, conversation)
    leader, page = client_of(cast.leader), f"/dialogues/{conversation.pk}/"
    for url in (page, f"{page}results/", f"{page}results/brief/", "/dialogues/", "/dialogues/talks/"):
        shown = text_of(leader.get(url))
        assert SECRET not in shown, url
        assert "采用</button>" not in shown
    dialogue = a_held_dialogue(cast)
    shown = text_of(leader.get(f"/dialogues/talks/{dialogue.pk}/"))
    assert "票价三块钱" in shown
    assert "跑客运的" not in shown
    assert post(leader, f"{page}results/count/").status_code == 403


def test_strangers_find_nothing(cast: Cast, client_of: ClientOf) -> None:
    dialogue = a_held_dialogue(cast)
    conversation = dialogue.conversation
    page, talk = f"/dialogues/{conversation.pk}/", f"/dialogues/talks/{dialogue.pk}/"
    statement = f"/dialogues/statements/{conversation.statements.first().pk}/"  # type: ignore[union-attr]
    stranger = client_of(cast.stranger)
    for url in ("", "edit/", "open/", "close/", "qr.svg", "sheet/", "statements/", "results/", "results/brief/"):
        assert stranger.get(f"{page}{url}").status_code == 404, url
    for url in ("results/file/", "results/votes.csv", "results/comments.csv", "results/release/", "talks/new/"):
        assert stranger.get(f"{page}{url}").status_code == 404, url
    for url in ("", "edit/", "hold/", "minutes/", "call-off/", "follow-up/"):
        assert stranger.get(f"{talk}{url}").status_code == 404, url
    assert stranger.get(f"{statement}leave-out/").status_code == 404
    assert post(stranger, f"{statement}accept/", seen=1).status_code == 404
    assert str(conversation.pk) not in text_of(stranger.get("/dialogues/"))
    assert client_of(cast.auditor).get(page).status_code == 403
    assert Client().get(page).status_code == 302


def test_the_list_narrows_and_leaves_as_a_file(cast: Cast, client_of: ClientOf) -> None:
    a_conversation(cast, title="晒谷场")
    opened(cast)
    client = client_of(cast.officer)
    assert "晒谷场" not in text_of(client.get("/dialogues/?state=open"))
    assert "晒谷场" in text_of(client.get("/dialogues/?q=晒谷"))
    assert "没有合条件的" in text_of(client.get("/dialogues/?q=没有这样的"))
    file = text_of(client.get("/dialogues/file/?format=csv&state=draft"))
    assert "晒谷场" in file
    assert "班车复开" not in file
    a_held_dialogue(cast)
    assert "怎么跑" in text_of(client.get("/dialogues/talks/file/?format=csv"))
    assert "怎么跑" not in text_of(client.get("/dialogues/talks/?stage=planned"))


@pytest.mark.parametrize("count", [3, 30])
def test_lists_cost_the_same(cast: Cast, client_of: ClientOf, django_assert_num_queries: Any, count: int) -> None:
    for _number in range(count):
        a_dialogue(cast)
    client = client_of(cast.officer)
    client.get("/dialogues/")
    with django_assert_num_queries(LIST):
        client.get("/dialogues/")
    with django_assert_num_queries(TALKS):
        client.get("/dialogues/talks/")


@pytest.mark.parametrize("count", [3, 30])
def test_one_conversation_costs_the_same(
    cast: Cast, client_of: ClientOf, django_assert_num_queries: Any, count: int
) -> None:
    conversation = opened(cast)
    for number in range(count):
        added(conversation, f"第 {number} 种想法，写一句。", key=f"k{number}")
    for _number in range(count):
        a_dialogue(cast, conversation)
    client, page = client_of(cast.officer), f"/dialogues/{conversation.pk}/"
    client.get(page)
    with django_assert_num_queries(PAGE):
        client.get(page)
    assert Statement.objects.filter(stage="pending").count() == count


LIST, TALKS, PAGE = 5, 5, 15
