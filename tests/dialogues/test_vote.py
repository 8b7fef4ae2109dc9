"""Answering by link, as people do: one statement a page, one's own words, nobody known; then each refusal."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from sanxin.dialogues.actions import statements, voting
from sanxin.dialogues.models import Conversation, Participant, Statement, Vote
from sanxin.dialogues.queries.next_statement import asked_of
from sanxin.kernel import clock
from sanxin.kernel.http.strangers import StrangerLimiter
from sanxin.kernel.models import Event
from sanxin.web import stylesheet
from tests.cast import Cast
from tests.conftest import NOW
from tests.dialogues.builders import TEXTS, a_conversation, a_result, added, answer, closed, opened
from tests.service.builders import refused

MOST = 100_000


def key_in(page: Any) -> str:
    return str(page.context["key"])


def said(client: Client, conversation: Conversation, page: Any, value: int) -> Any:
    form = {"key": key_in(page), "number": page.context["asked"].statement.number, "vote": str(value)}
    return client.post(f"/v/{conversation.code}/", form)


def test_one_statement_a_page_until_all_are_answered(cast: Cast) -> None:
    conversation, client = opened(cast), Client()
    page = client.get(f"/v/{conversation.code}/")
    assert conversation.question in page.content.decode()
    assert Participant.objects.count() == 0
    for _number in TEXTS:
        assert "第 " in page.content.decode()
        page = said(client, conversation, page, 1)
    assert "都答完了，谢谢您" in page.content.decode()
    assert Vote.objects.filter(value=1).count() == len(TEXTS)
    assert Participant.objects.count() == 1
    assert not client.cookies
    assert "no-store" in page.headers["Cache-Control"]


def test_nothing_tells_who_answered_or_when(cast: Cast) -> None:
    conversation, before = opened(cast), Event.objects.count()
    client = Client(headers={"user-agent": "Weixin 8.0"}, REMOTE_ADDR="10.9.8.7")
    page = said(client, conversation, client.get(f"/v/{conversation.code}/"), -1)
    client.post(f"/v/{conversation.code}/add/", {"key": key_in(page), "text": "还有一种说法没写上。"})

    rows = [*Participant.objects.values(), *Vote.objects.values(), *Statement.objects.filter(number=9).values()]
    shown = str(rows)
    assert not re.search(r"10\.9\.8\.7|Weixin|datetime\.datetime", shown)
    assert f"{NOW:%H:%M}" not in shown
    assert key_in(page) not in shown
    assert Event.objects.count() == before


def test_a_changed_mind_and_a_double_click_count_once(cast: Cast) -> None:
    conversation, client = opened(cast), Client()
    first = client.get(f"/v/{conversation.code}/")
    number = first.context["asked"].statement.number
    said(client, conversation, first, 1)
    page = said(client, conversation, first, 1)
    back = client.post(f"/v/{conversation.code}/", {"key": key_in(page), "last": number, "back": "1"})
    assert back.context["asked"].statement.number == number
    assert 'aria-pressed="true"' in back.content.decode()
    said(client, conversation, back, -1)

    assert list(Vote.objects.values_list("statement__number", "value")) == [(number, -1)]


def test_the_same_key_comes_back_to_what_is_new(cast: Cast) -> None:
    conversation, client = opened(cast), Client()
    page = client.get(f"/v/{conversation.code}/")
    for _number in TEXTS:
        page = said(client, conversation, page, 0)
    statements.write(conversation, ["后来添的一条。"], by=cast.officer, at=clock.now())

    again = client.post(f"/v/{conversation.code}/", {"key": key_in(page)})
    assert again.context["asked"].statement.text == "后来添的一条。"
    assert Participant.objects.count() == 1


def test_a_key_of_another_conversation_or_a_made_up_one_is_none(cast: Cast) -> None:
    conversation, other, client = opened(cast), opened(cast), Client()
    theirs = key_in(client.get(f"/v/{other.code}/"))
    for key in (theirs, "made-up", ""):
        page = client.post(f"/v/{conversation.code}/", {"key": key, "number": 1, "vote": "1"})
        assert page.context["entering"]
        assert "data-begin" not in page.content.decode()
    assert not Vote.objects.exists()


def test_order_is_fair(cast: Cast) -> None:
    """Statements answered least come first; among equals chance, the same for one person."""
    conversation = opened(cast)
    first = {asked_of(conversation, f"person {n}").statement.number for n in range(60)}  # type: ignore[union-attr]
    assert len(first) == len(TEXTS)
    for person in range(10):
        answer(conversation, f"early {person}", [1] * 7)
    late = {asked_of(conversation, f"person {n}").statement.number for n in range(20)}  # type: ignore[union-attr]
    assert late == {8}
    assert asked_of(conversation, "me") == asked_of(conversation, "me")


def test_one_s_own_words_wait_for_the_desk(cast: Cast) -> None:
    conversation, client = opened(cast), Client()
    key = key_in(client.get(f"/v/{conversation.code}/"))
    assert "写一句话" in client.post(f"/v/{conversation.code}/add/", {"key": key}).content.decode()
    answer = client.post(f"/v/{conversation.code}/add/", {"key": key, "text": " 周五下午  要加一趟。 "})
    assert "收到了" in answer.content.decode()

    row = Statement.objects.get(number=9)
    assert (row.text, row.stage, row.source, row.written_by) == ("周五下午 要加一趟。", "pending", "participant", None)
    assert row.text not in client.get(f"/v/{conversation.code}/").content.decode()
    assert asked_of(conversation, "x").count == len(TEXTS)


def test_words_that_cannot_stand_come_back_to_be_mended(cast: Cast) -> None:
    conversation, client = opened(cast), Client()
    key = key_in(client.get(f"/v/{conversation.code}/"))
    page = client.post(f"/v/{conversation.code}/add/", {"key": key, "text": "好"})
    assert page.status_code == 422
    assert "写一句完整的话" in page.content.decode()
    assert client.get(f"/v/{conversation.code}/add/").status_code == 302


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("好", "dialogues.statement.short"),
        ("长" * 141, "dialogues.statement.long"),
        ("打 0798-6212345 找他", "dialogues.statement.number"),
        (TEXTS[0], "dialogues.statement.shown"),
    ],
)
def test_what_one_may_not_add(cast: Cast, text: str, code: str) -> None:
    conversation = opened(cast)
    with refused(code):
        voting.add(conversation, "me", text, at=clock.now())
    assert conversation.statements.count() == len(TEXTS)


def test_said_again_by_another_it_waits_once_and_nobody_learns_of_it(cast: Cast) -> None:
    conversation = opened(cast)
    added(conversation, "周五下午要加一趟。")
    assert voting.add(conversation, "another", "周五下午要加一趟！", at=clock.now()) is None
    assert conversation.statements.pending().count() == 1


def test_five_of_one_person_are_enough(cast: Cast) -> None:
    conversation = opened(cast)
    for number in range(5):
        added(conversation, f"我的第 {number} 个想法。", key="me")
    with refused("dialogues.statement.enough"):
        voting.add(conversation, "me", "我的第六个想法。", at=clock.now())


def test_a_flood_is_stopped(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from sanxin.dialogues.rules import statements as rules

    monkeypatch.setattr(rules, "MOST_WAITING", 2)
    conversation = opened(cast)
    for number in range(2):
        added(conversation, f"第 {number} 个人的想法。", key=f"k{number}")
    with refused("dialogues.statement.flood"):
        voting.add(conversation, "k9", "第九个人的想法。", at=clock.now())


def test_what_cannot_be_said(cast: Cast) -> None:
    conversation, at = opened(cast), clock.now()
    with refused("dialogues.vote.unknown"):
        voting.vote(conversation, "me", 1, 2, at=at)
    with refused("dialogues.vote.gone"):
        voting.vote(conversation, "me", 99, 1, at=at)
    with refused("dialogues.conversation.waiting"):
        voting.vote(a_conversation(cast), "me", 1, 1, at=at)
    with refused("dialogues.conversation.over"):
        voting.vote(conversation, "me", 1, 1, at=NOW + timedelta(days=8))
    stale = opened(cast)
    closed(cast, stale)
    with refused("dialogues.conversation.over"):
        voting.vote(stale, "me", 1, 1, at=at)
    assert not Vote.objects.exists()


def test_a_statement_taken_out_meanwhile_is_told_kindly(cast: Cast) -> None:
    conversation, client = opened(cast), Client()
    page = client.get(f"/v/{conversation.code}/")
    statement = page.context["asked"].statement
    statements.leave_out(statement, reason="rude", seen=1, by=cast.officer, at=clock.now())
    answer = said(client, conversation, page, 1)
    assert answer.status_code == 422
    assert "这一条刚刚拿掉了" in answer.content.decode()
    assert answer.context["asked"].statement.number != statement.number


def test_before_after_and_unknown(cast: Cast) -> None:
    client = Client()
    draft = a_conversation(cast)
    assert client.get(f"/v/{draft.code}/").status_code == 404
    later = opened(cast, opens_at=NOW + timedelta(days=1))
    assert "还没开始" in client.get(f"/v/{later.code}/").content.decode()
    over = opened(cast)
    with clock.frozen(NOW + timedelta(days=8)):
        assert "已经收完了" in client.get(f"/v/{over.code}/").content.decode()
    ended = a_result(cast)
    assert "已经收完了" in client.get(f"/v/{ended.code}/results/", follow=True).content.decode()
    assert "没有这个码" in client.get("/v/nothere/").content.decode()


def test_one_address_is_slowed_down(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from sanxin.dialogues.views import at_link
    from sanxin.dialogues.views import voting as pages

    limiter = StrangerLimiter()
    for module in (at_link, pages):
        monkeypatch.setattr(module, "limiter", limiter)
    monkeypatch.setattr(at_link, "MOST_SENT", 2)
    monkeypatch.setattr(pages, "MOST_BEGUN", 2)
    conversation, client = opened(cast), Client()
    assert [client.get(f"/v/{conversation.code}/").status_code for _turn in range(3)] == [200, 200, 429]
    assert [client.post(f"/v/{conversation.code}/", {}).status_code for _turn in range(3)] == [429, 429, 429]


def test_the_page_is_light_and_asks_the_database_little(cast: Cast, django_assert_max_num_queries: Any) -> None:
    conversation, client = opened(cast), Client()
    page = client.get(f"/v/{conversation.code}/")
    stylesheet.build()
    html = page.content.decode()
    linked = set(re.findall(r'(?:<script[^>]*src|<link[^>]*href)="/static/([^"?#]+)"', html))
    assert {"web/sanxin.css", "dialogues/voting.css", "dialogues/keep.js"} <= linked
    assert len(page.content) + sum(Path(str(finders.find(name))).stat().st_size for name in linked) < MOST
    assert Client(headers={"accept-encoding": "gzip"}).get(f"/v/{conversation.code}/")["Content-Encoding"] == "gzip"
    with django_assert_max_num_queries(4):
        client.get(f"/v/{conversation.code}/")


def test_english(cast: Cast) -> None:
    page = Client(headers={"accept-language": "en"}).get(f"/v/{opened(cast).code}/").content.decode()
    assert "Disagree" in page
    assert "8 statements, one by one" in page
