"""Answering: page by page, sent once, traced to nobody."""

import json
import re
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.http.strangers import StrangerLimiter
from sanxin.kernel.models import Event
from sanxin.kernel.models import Submission as KeptRequest
from sanxin.surveys.actions import answering
from sanxin.surveys.models import Link, RecentContent, Response, ResponseDraft
from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from tests.cast import Cast
from tests.service.builders import refused
from tests.surveys.asking_builders import SHORT, a_link, an_edition, answered

WORDS = "卫生室周末没人，配药要跑镇上。"


@pytest.fixture
def link(cast: Cast) -> Link:
    return a_link(cast)


@pytest.fixture(autouse=True)
def _nobody_was_here_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.surveys.views.answering.limiter", StrangerLimiter())


def begun(link: Link, **fields: object) -> tuple[Client, UUID, str]:
    """The first page sent: the client, the form's token and where it was led."""
    client, token = Client(), uuid4()
    sent = {"token": str(token), "asked": ["who"], "next": "1", "who": "old"} | fields
    return client, token, client.post(f"/q/{link.code}/", sent)["Location"]


def test_a_villager_answers_to_the_end(link: Link) -> None:
    client, token, onward = begun(link)
    assert onward == f"/q/{link.code}/{token}/2/"
    care = {"care/drugs": "good", "care/price": "bad"}
    answer = client.post(onward, {"asked": ["clinic", "score", "care"], "clinic": "agree", "score": "4", **care})
    answer = client.post(answer["Location"], {"asked": ["say"], "say": WORDS})
    answer = client.post(answer["Location"], {"asked": ["photo"]})

    assert answer["Location"] == f"/q/{link.code}/done/"
    assert Response.objects.get().answers == {
        "who": "old", "clinic": "agree", "score": 4, "care": {"drugs": "good", "price": "bad"}, "say": WORDS,
    }  # fmt: skip
    assert "年底前在村务栏答复" in client.get(answer["Location"]).content.decode()


def test_a_question_opened_by_an_answer_is_asked_on_the_same_page(link: Link) -> None:
    client, token, onward = begun(link, who="away")

    assert onward == f"/q/{link.code}/{token}/1/"
    assert "在哪里打工" in client.get(onward).content.decode()
    answer = client.post(onward, {"asked": ["who", "away_where"], "who": "away"})
    assert answer["Location"] == f"/q/{link.code}/{token}/2/"


def test_a_missing_answer_is_said_beside_its_question(link: Link) -> None:
    answer = Client().post(f"/q/{link.code}/", {"token": str(uuid4()), "asked": ["who"]})

    assert answer.status_code == 422
    assert "请选一个，这一题要答。" in answer.content.decode()


def test_back_keeps_what_was_typed_even_if_wrong(link: Link) -> None:
    client, token, onward = begun(link)

    answer = client.post(onward, {"asked": ["score"], "score": "99", "back": "1"})

    assert answer["Location"] == f"/q/{link.code}/{token}/1/"
    assert ResponseDraft.objects.get().answers["score"] == ["99"]
    assert 'value="old" checked' in client.get(answer["Location"]).content.decode()


def test_a_box_unticked_is_gone(link: Link) -> None:
    client, _token, onward = begun(link)
    client.post(onward, {"asked": ["clinic"], "clinic": "agree"})

    client.post(onward, {"asked": ["clinic"]})

    assert "clinic" not in ResponseDraft.objects.get().answers


def test_sent_twice_it_counts_once(link: Link) -> None:
    token = uuid4()
    answering.send(link, token, {"who": ["old"]}, at=clock.now())

    again = answering.send(link, token, {"who": ["young"]}, at=clock.now())

    assert again.before
    assert Response.objects.get().answers == {"who": "old"}


def test_sent_twice_in_the_browser_leads_to_thanks_twice(cast: Cast) -> None:
    link = a_link(cast, an_edition(cast, SHORT))
    form = {"token": str(uuid4()), "asked": ["bus", "say"], "bus": "agree"}

    first, second = (Client().post(f"/q/{link.code}/", form) for _ in range(2))

    assert first["Location"] == second["Location"] == f"/q/{link.code}/done/"
    assert Response.objects.count() == 1


def test_pages_that_only_fell_away_lead_to_a_last_question(cast: Cast) -> None:
    form = Form("问", questions=(
        Question("a", Kind.SINGLE, "去吗", choices=(Choice("yes", "去"), Choice("no", "不去"))),
        Question("b", Kind.TEXT, "去哪", relevant="${a} = 'yes'"),
    ))  # fmt: skip
    link = a_link(cast, an_edition(cast, form))
    client, token, onward = begun(link, asked=["a"], a="no", who="")

    assert onward == f"/q/{link.code}/{token}/end/"
    assert "您答了 1 题" in client.get(onward).content.decode()
    assert client.post(onward)["Location"] == f"/q/{link.code}/done/"
    assert Response.objects.get().answers == {"a": "no"}


def test_an_empty_form_is_not_sent(link: Link) -> None:
    form = Form("问", questions=(Question("a", Kind.TEXT, "说说"),))
    link.edition.form = {"title": "问", "questions": [{"name": "a", "kind": "text", "label": "说说"}]}
    assert link.edition.as_form() == form

    with refused("surveys.response.empty"):
        answering.send(link, uuid4(), {}, at=clock.now())


def test_whoever_comes_too_early_too_late_or_astray_is_told(cast: Cast, link: Link, now: datetime) -> None:
    early = a_link(cast, opens_at=now + timedelta(days=2))
    Link.objects.filter(pk=link.pk).update(opens_at=now - timedelta(days=9), closes_at=now)

    assert "还没开始" in Client().get(f"/q/{early.code}/").content.decode()
    assert "已经收完了" in Client().get(f"/q/{link.code}/").content.decode()
    assert "已经收完了" in Client().post(f"/q/{link.code}/", {"who": "old"}).content.decode()
    astray = Client().get("/q/zzzzzzzz/")
    assert astray.status_code == 404
    assert "没有这个码" in astray.content.decode()
    assert not ResponseDraft.objects.exists()


def test_a_code_typed_in_capitals_is_the_same_code(link: Link) -> None:
    assert Client().get(f"/q/{link.code.upper()}/").status_code == 200


def test_a_token_of_another_link_opens_nothing(cast: Cast, link: Link) -> None:
    other = a_link(cast)
    _client, token, _onward = begun(link)

    assert Client().get(f"/q/{other.code}/{token}/1/")["Location"] == f"/q/{other.code}/"
    with refused("surveys.draft.elsewhere"):
        answering.send(other, token, {"who": ["old"]}, at=clock.now())


def test_what_no_question_asks_is_not_kept(link: Link) -> None:
    begun(link, phone="13800000000", who="old")

    assert ResponseDraft.objects.get().answers == {"who": ["old"]}


def test_no_cookie_is_set_and_nothing_says_who_or_when(link: Link, now: datetime) -> None:
    events = Event.objects.count()
    client, _token, onward = begun(link)
    client.get(onward)

    assert not client.cookies
    answered(link, who="old", say=WORDS)
    assert Event.objects.count() == events
    assert not KeptRequest.objects.exists()
    row = Response.objects.values().get()
    assert set(row) == {"id", "link_id", "channel", "answers", "day", "maybe_twice", "typed_by_id"}
    assert row["typed_by_id"] is None
    kept = json.dumps([*Response.objects.values(), *ResponseDraft.objects.values()], default=str)
    assert "127.0.0.1" not in kept
    assert "09:30" not in kept


def test_ids_do_not_tell_the_order(link: Link) -> None:
    born = [answered(link, who="old").pk for _ in range(12)]

    assert born != sorted(born)
    assert not ResponseDraft.objects.filter(sent=True).exclude(answers={}).exists()


def test_the_same_words_within_minutes_are_pointed_out_and_counted(link: Link, now: datetime) -> None:
    first = answered(link, who="old", say=WORDS)
    second = answered(link, who="old", say=WORDS)
    with clock.frozen(now + timedelta(minutes=11)):
        third = answered(link, who="old", say=WORDS)

    assert [one.maybe_twice for one in (first, second, third)] == [False, True, False]
    assert RecentContent.objects.count() == 1


def test_two_neighbours_who_tick_the_same_box_are_no_repetition(link: Link) -> None:
    answered(link, who="old")

    assert not answered(link, who="old").maybe_twice


def test_a_draft_nobody_came_back_to_is_forgotten(link: Link, now: datetime) -> None:
    answering.keep(link, uuid4(), {"who": ["old"]}, at=now)
    later = now + timedelta(days=4)

    answering.keep(link, uuid4(), {"who": ["young"]}, at=later)

    assert [draft.answers["who"] for draft in ResponseDraft.objects.all()] == [["young"]]


def test_a_flood_from_one_address_is_slowed(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.surveys.views.answering.MOST_SENT", 2)
    client = Client()

    statuses = [client.post(f"/q/{link.code}/", {"asked": ["who"]}).status_code for _ in range(3)]

    assert statuses == [422, 422, 429]
    other = client.post(f"/q/{link.code}/", {"asked": ["who"]}, REMOTE_ADDR="10.9.8.7")
    assert other.status_code == 422


def test_guessing_codes_is_slowed(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanxin.surveys.views.answering.MOST_WRONG", 2)

    statuses = [Client().get(f"/q/zzzzzzz{n}/").status_code for n in range(3)]

    assert statuses == [404, 404, 429]


def test_choices_are_mixed_for_each_and_stay_so_for_one(cast: Cast) -> None:
    names = [f"c{n}" for n in range(1, 9)]
    mixed = Question(
        "want", Kind.SINGLE, "最想先办哪件事", choices=tuple(Choice(n, n) for n in names), shuffled=True, page="一"
    )
    after = Question("say", Kind.LONG_TEXT, "还想说什么", page="二")
    link = a_link(cast, an_edition(cast, Form(title="先办哪件", questions=(mixed, after))))

    def order(token: UUID) -> list[str]:
        """As a person with this token sees the first page when they come back to it."""
        client = Client()
        sent = {"token": str(token), "asked": ["want"], "want": "c3"}
        client.post(f"/q/{link.code}/", sent)
        page = client.get(f"/q/{link.code}/{token}/1/").content.decode()
        return re.findall(r'name="want" value="(\w+)"', page)

    mine, others = uuid4(), [order(uuid4()) for _ in range(6)]

    assert order(mine) == order(mine)
    assert sorted(order(mine)) == names
    assert len({tuple(one) for one in others}) > 1, "six people out of 40,320 orders see the same one by no chance"
