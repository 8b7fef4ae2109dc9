"""The desk's pages about bulletins: written, approved, published through the forms; who sees what; what it costs."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sanxin.kernel import search
from sanxin.people.models import Person
from sanxin.public.models import Bulletin
from sanxin.public.queries.waiting import waiting_for
from tests.cast import Cast
from tests.conftest import NOW
from tests.public.builders import a_door
from tests.public.bulletin_builders import TITLE, a_draft, approved, published, submitted
from tests.service.builders import an_item, struck_off

ClientOf = Callable[[Person], Client]
TODAY = NOW.date()


def key() -> dict[str, str]:
    return {"once": str(uuid4())}


def test_from_the_empty_page_to_the_village(cast: Cast, client_of: ClientOf) -> None:
    struck_off(cast, an_item(cast, title="竹坑村路灯"))
    writer, head, door = client_of(cast.officer), client_of(cast.head), a_door(cast)
    assert "怎么用" in writer.get("/public/bulletins/").text

    form = {"title": TITLE, "since": "2026-11-01", "until": "2026-11-19", "places": "洪岩镇 竹坑村"}
    writer.post("/public/bulletins/new/", form | key())
    bulletin = Bulletin.objects.get()
    page = f"/public/bulletins/{bulletin.pk}/"
    assert "竹坑村路灯" in writer.get(page + "edit/").text
    text = bulletin.text + "\n\n谢谢大家。"
    writer.post(page + "edit/", form | {"text": text, "seen": "1"} | key())
    writer.post(page + "submit/", {"seen": "2"} | key())
    assert "去批" in head.get(page).text
    assert "谢谢大家" in head.get(page + "decide/").text
    head.post(page + "decide/", {"seen": "3", "to": "approve", "words": ""} | key())
    writer.post(page + "publish/", {"seen": "4", "from_on": "2026-11-19", "until_on": ""} | key())

    read = Client().get(f"/s/{door.code}/news/2026-1/")
    assert "谢谢大家" in read.text
    assert "竹坑村路灯" in read.text
    assert "打开次数：1" in writer.get(page).text
    writer.post(page + "withdraw/", {"seen": "5", "reason": "日子写错了"} | key())
    bulletin.refresh_from_db()
    assert bulletin.stage == "withdrawn"
    assert writer.post(page + "revise/", {"seen": "6"} | key()).headers["Location"] == page + "edit/"


def test_a_form_with_something_wrong_keeps_what_was_typed(cast: Cast, client_of: ClientOf) -> None:
    writer, bulletin = client_of(cast.officer), a_draft(cast)
    page = f"/public/bulletins/{bulletin.pk}/edit/"
    form = {"title": "新的题目在这里", "since": "2026-11-01", "until": "2026-11-19", "places": "", "seen": "1"}

    place = writer.post(page, form | {"places": "竹坑镇", "text": "打了很多字"} | key())
    slower = writer.post(page, form | {"seen": "0", "text": "打了很多字"} | key())
    period = writer.post(page, form | {"until": "2026-10-01", "text": "打了很多字"} | key())

    assert [answer.status_code for answer in (place, slower, period)] == [422, 409, 422]
    for answer in (place, slower, period):
        assert "打了很多字" in answer.text
    assert "没有找到“竹坑镇”" in place.text
    assert "结束在开始前面了" in period.text


def test_sending_back_without_a_word_keeps_the_page(cast: Cast, client_of: ClientOf) -> None:
    bulletin, head = submitted(cast), client_of(cast.head)
    page = f"/public/bulletins/{bulletin.pk}/decide/"

    answer = head.post(page, {"seen": bulletin.version, "to": "back", "words": ""} | key())

    assert answer.status_code == 422
    assert "写一句要改什么" in answer.text
    head.post(page, {"seen": bulletin.version, "to": "back", "words": "写短一点"} | key())
    assert "写短一点" in client_of(cast.officer).get(f"/public/bulletins/{bulletin.pk}/edit/").text


def test_a_phone_in_the_text_is_pointed_out_and_bars_the_way(cast: Cast, client_of: ClientOf) -> None:
    writer, bulletin = client_of(cast.officer), a_draft(cast, text="有事打 13812342210，找占师傅。")
    page = f"/public/bulletins/{bulletin.pk}/"
    assert "要改掉" in writer.get(page).text

    answer = writer.post(page + "submit/", {"seen": bulletin.version} | key())

    assert answer.status_code == 422
    assert "不是本单位公布的" in answer.text


def test_sent_twice_it_is_one(cast: Cast, client_of: ClientOf) -> None:
    form = {"title": TITLE, "since": "2026-11-01", "until": "2026-11-19", "places": ""} | key()
    for _click in range(2):
        client_of(cast.officer).post("/public/bulletins/new/", form)

    assert Bulletin.objects.count() == 1


def test_who_sees_what(cast: Cast, client_of: ClientOf) -> None:
    bulletin = submitted(cast)
    page = f"/public/bulletins/{bulletin.pk}/"
    assert "去批" not in client_of(cast.officer).get(page).text
    assert "报批" not in client_of(cast.leader).get("/public/bulletins/new/").text
    assert client_of(cast.stranger).get(page).status_code == 404
    assert client_of(cast.stranger).post(page + "submit/", {"seen": "1"} | key()).status_code == 404
    for person in (cast.handler, cast.liaison, cast.auditor, cast.administrator):
        assert client_of(person).get(page).status_code == 403
    assert client_of(cast.officer).get(page + "decide/").status_code == 403
    assert client_of(cast.officer).get(page + "publish/").status_code == 422


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same(
    cast: Cast, client_of: ClientOf, django_assert_max_num_queries: Any, count: int
) -> None:
    for _number in range(count):
        published(cast)
    client = client_of(cast.officer)
    client.get("/public/bulletins/")
    with django_assert_max_num_queries(14):
        assert client.get("/public/bulletins/").status_code == 200


def test_the_address_is_the_view_and_the_list_leaves_as_a_file(cast: Cast, client_of: ClientOf) -> None:
    published(cast)
    a_draft(cast, title="还在写的那一份")
    client = client_of(cast.officer)

    drafts = client.get("/public/bulletins/?stage=draft").text
    file = client.get("/public/bulletins/file/?stage=published&format=csv")

    assert "还在写的那一份" in drafts
    assert TITLE not in drafts
    rows = b"".join(file).decode("utf-8-sig").splitlines()
    assert [TITLE in row for row in rows] == [False, True]
    assert "没有这样的通报" in client.get("/public/bulletins/?stage=withdrawn").text


def test_it_waits_on_today_for_whoever_has_to_move(cast: Cast) -> None:
    bulletin = submitted(cast)
    assert [row.action_label for row in waiting_for(cast.head, TODAY)] == ["去批"]
    assert [row.action_label for row in waiting_for(cast.leader, TODAY)] == ["去批"]
    for person in (cast.officer, cast.colleague, cast.handler, cast.stranger):
        assert waiting_for(person, TODAY) == []
    Bulletin.objects.filter(pk=bulletin.pk).update(stage="returned")
    assert [row.action_label for row in waiting_for(cast.officer, TODAY)] == ["去改"]
    approved(cast)
    assert [row.action_label for row in waiting_for(cast.officer, TODAY)] == ["去改", "去发"]
    assert waiting_for(cast.head, TODAY) == []


def test_today_shows_it(cast: Cast, client_of: ClientOf) -> None:
    submitted(cast)

    assert f"通报“{TITLE}”等您批" in client_of(cast.head).get("/").text


def test_it_is_found_by_its_words_and_only_in_the_office(cast: Cast) -> None:
    published(cast, text="路灯修好了，晚上好走了。")

    (found,) = search.find(cast.leader, "晚上好走", kinds=["public.bulletin"])
    assert [hit.title for hit in found.hits] == [f"2026-01 {TITLE}"]
    assert search.find(cast.stranger, "晚上好走") == []


def test_in_english(cast: Cast, client_of: ClientOf) -> None:
    bulletin, client = submitted(cast), client_of(cast.head)
    client.cookies["sanxin_language"] = "en"

    for page in ("", f"{bulletin.pk}/", f"{bulletin.pk}/decide/"):
        assert "Bulletins" in client.get(f"/public/bulletins/{page}").text
