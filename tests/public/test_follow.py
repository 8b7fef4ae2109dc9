"""Come back with number and secret: the state in words, a sentence more, solved or not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions.withdrawals import withdraw
from sanxin.ledger.models import StrikeOff
from sanxin.public.actions import following
from sanxin.public.models import Addition, PublicAnswer, VoiceReceipt
from sanxin.public.queries.progress import progress_of
from sanxin.service.actions.replies import tell, tell_by_notice
from sanxin.service.models import Reply, Satisfaction, VoiceCorrection
from tests.cast import Cast
from tests.conftest import NOW
from tests.public.builders import a_door, a_matter, a_receipt, a_strike_off, opened
from tests.service.builders import refused, struck_off


def state(receipt: VoiceReceipt, today: Any = None) -> str:
    return progress_of(receipt, today or clock.today()).state


def test_from_heard_to_not_solved_to_opened_again(cast: Cast) -> None:
    (receipt, secret), client = a_receipt(cast), Client()
    assert "听到了" in opened(client, receipt, secret).content.decode()
    item = a_matter(cast, receipt)
    assert state(receipt) == "waiting"
    strike = struck_off(cast, item)
    page = opened(client, receipt, secret)
    assert "办好了，等您说解决没有" in page.content.decode()

    answer = client.post(
        f"/s/follow/answer/{strike.pk}/",
        {"ticket": page.context["ticket"], "solved": "no", "missing": "灯还是不亮", "satisfaction": "2"},
    )

    assert "已经重新打开" in answer.content.decode()
    item.refresh_from_db()
    assert item.is_open
    reply = Reply.objects.get()
    assert (reply.solved, reply.unsolved, reply.by) == ("no", "灯还是不亮", cast.officer)
    assert PublicAnswer.objects.get().solved == "no"
    assert Satisfaction.objects.get().score == 2
    assert "灯还是不亮" not in "".join(event.text for event in timeline(item.id))
    assert state(receipt) == "working"


def test_states_of_what_is_late_and_what_is_dropped(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    item = a_matter(cast, receipt)
    assert state(receipt, item.due_on + timedelta(days=1)) == "late"
    withdraw(item, by=cast.head, reason="路灯由镇里统一换", at=clock.now())
    assert state(receipt) == "dropped"


@pytest.mark.parametrize(("solved", "then"), [("yes", "done"), ("partly", "partly")])
def test_solved_or_partly_is_told_and_stays_struck_off(cast: Cast, solved: str, then: str) -> None:
    receipt, _secret = a_receipt(cast)
    strike = a_strike_off(cast, receipt)
    missing = "少一盏" if solved == "partly" else ""

    first = following.answer(receipt, strike, solved=solved, missing=missing, at=clock.now())
    again = following.answer(receipt, strike, solved="no", at=clock.now())

    assert again == first
    assert Reply.objects.get().solved == solved
    assert state(receipt) == then


def test_who_was_only_told_by_notice_may_still_say_no(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    strike = a_strike_off(cast, receipt)
    tell_by_notice([receipt.voice], strike, by=cast.officer, words="贴在村口了", at=clock.now())
    assert progress_of(receipt, clock.today()).matters[0].told == "贴在村口了"

    following.answer(receipt, strike, solved="no", missing="还是不亮", at=clock.now())

    assert not StrikeOff.objects.in_force().exists()
    reply = Reply.objects.get()
    assert (reply.channel, reply.solved, reply.unsolved) == ("notice", "no", "还是不亮")


def test_an_answer_is_refused(cast: Cast) -> None:
    door = a_door(cast)
    receipt, _secret = a_receipt(cast, door=door)
    other, _secret = a_receipt(cast, door=door, text="河里漂着死鱼")
    strike = a_strike_off(cast, receipt)
    with refused("public.answer.choose"):
        following.answer(receipt, strike, solved="maybe", at=clock.now())
    with refused("public.answer.what_is_left"):
        following.answer(receipt, strike, solved="partly", at=clock.now())
    with refused("public.answer.long"):
        following.answer(receipt, strike, solved="no", missing="差" * 501, at=clock.now())
    with refused("public.answer.not_yours"):
        following.answer(other, strike, solved="yes", at=clock.now())
    tell(receipt.voice, strike, by=cast.officer, words="修好了", channel="visit", solved="yes", at=clock.now())
    with refused("public.answer.told"):
        following.answer(receipt, strike, solved="yes", at=clock.now())


def test_an_answer_to_what_was_opened_again_is_refused(cast: Cast) -> None:
    door = a_door(cast)
    receipt, _secret = a_receipt(cast, door=door)
    strike = a_strike_off(cast, receipt)
    tell(receipt.voice, strike, by=cast.officer, words="修好了", channel="visit", solved="no", at=clock.now())

    with refused("public.answer.reopened"):
        following.answer(receipt, strike, solved="yes", at=clock.now())


def test_satisfaction_is_asked_once(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    strike = a_strike_off(cast, receipt)
    assert progress_of(receipt, clock.today()).ask_satisfaction
    following.answer(receipt, strike, solved="no", satisfaction=5, at=clock.now())
    assert not progress_of(receipt, clock.today()).ask_satisfaction
    row = Satisfaction.objects.get()
    assert (row.score, row.by) == (5, None)

    strike.item.refresh_from_db()
    again = struck_off(cast, strike.item)
    following.answer(receipt, again, solved="yes", satisfaction=1, at=clock.now())
    assert Satisfaction.objects.get().score == 5


def test_left_out_is_not_asked_again(cast: Cast) -> None:
    receipt, _secret = a_receipt(cast)
    following.answer(receipt, a_strike_off(cast, receipt), solved="yes", at=clock.now())

    assert Satisfaction.objects.get().score is None
    assert not progress_of(receipt, clock.today()).ask_satisfaction


def test_a_sentence_more_stands_in_the_voice_once(cast: Cast) -> None:
    (receipt, secret), client = a_receipt(cast), Client()
    page = opened(client, receipt, secret)
    form = {"ticket": page.context["ticket"], "id": str(uuid4()), "text": "村西头那盏也坏了"}

    for _turn in range(2):
        assert client.post("/s/follow/add/", form).status_code == 200

    receipt.voice.refresh_from_db()
    assert receipt.voice.text.count("补充：村西头那盏也坏了") == 1
    assert (Addition.objects.count(), VoiceCorrection.objects.count()) == (1, 1)
    assert "本人在公开页上补充了一句" in [event.text for event in timeline(receipt.voice_id)]
    assert client.post("/s/follow/add/", form | {"text": "嗯", "id": str(uuid4())}).status_code == 422
    assert client.post("/s/follow/add/", form | {"ticket": "x"}).status_code == 422


def test_the_same_sentence_for_a_wrong_number_and_a_wrong_secret(cast: Cast) -> None:
    receipt, secret = a_receipt(cast)
    told = set()
    for number, words in ((receipt.number, "青山 水车 石桥"), ("AAAA2222", secret)):
        with pytest.raises(Refused) as caught:
            following.find(number, words, at=clock.now())
        told.add(caught.value.sentence)
    assert len(told) == 1
    assert following.find(receipt.number.lower(), secret.replace(" ", ""), at=clock.now()) == receipt


def test_five_wrong_secrets_shut_it_for_a_while(cast: Cast) -> None:
    receipt, secret = a_receipt(cast)
    for _turn in range(5):
        with refused("public.follow.unknown"):
            following.find(receipt.number, "错的", at=clock.now())

    with refused("public.follow.unknown"):
        following.find(receipt.number, secret, at=clock.now())
    assert following.find(receipt.number, secret, at=NOW + timedelta(minutes=16)) == receipt


def test_a_ticket_opens_nothing_of_others_and_the_page_shows_nothing_of_them(cast: Cast) -> None:
    door, client = a_door(cast), Client()
    receipt, secret = a_receipt(cast, door=door)
    other, _secret = a_receipt(cast, door=door, text="河里漂着死鱼")
    strike = a_strike_off(cast, other)
    page = opened(client, receipt, secret)
    assert "死鱼" not in page.content.decode()
    assert other.number_shown not in page.content.decode()

    answer = client.post(f"/s/follow/answer/{strike.pk}/", {"ticket": page.context["ticket"], "solved": "yes"})

    assert answer.status_code == 404
    assert client.post(f"/s/follow/answer/{strike.pk}/", {"ticket": "x", "solved": "yes"}).status_code == 422
