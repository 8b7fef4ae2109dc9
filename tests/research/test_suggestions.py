"""While a voice is typed the nearest problems are offered; one tap puts it there."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research import suggesting
from sanxin.research.actions import problems
from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.queries.suggestions import suggestions_for
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import again, hear_sample, propose
from tests.research.sample import messages

ClientOf = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The index is built while the test waits, and belongs to this test alone."""
    monkeypatch.setattr(suggesting, "in_background", False)
    suggesting.forget()
    yield
    suggesting.forget()


def a_desk(cast: Cast, now: datetime) -> dict[str, Problem]:
    """Topic → its problem, from an invented year."""
    sample = list(messages(120))
    voices = {voice.external_id: voice for voice in hear_sample(cast, sample, now)}
    said: dict[str, list[Voice]] = {}
    for message in sample:
        said.setdefault(message.topic, []).append(voices[message.number])
    topics = {topic: heard for topic, heard in said.items() if topic and len(heard) > 2}
    return dict(zip(topics, propose(cast, now, *topics.values()), strict=True))


def test_the_right_problem_is_among_the_three(cast: Cast, now: datetime) -> None:
    desk = a_desk(cast, now)

    found = suggestions_for(cast.officer, cast.department.id, "我们村到镇上的班车不跑了，赶集没车坐")

    assert found is not None
    assert found[0].problem == desk["bus"]
    assert len(found) <= 3
    assert "班车" in found[0].terms
    assert found[0].percent > 15
    assert found[0].sentence


def test_a_few_letters_suggest_nothing(cast: Cast, now: datetime) -> None:
    a_desk(cast, now)

    assert suggestions_for(cast.officer, cast.department.id, "班车") == []
    assert suggestions_for(cast.officer, cast.department.id, "量子色动力学的渐近自由") == []


def test_merged_away_it_suggests_where_its_voices_are(cast: Cast, now: datetime) -> None:
    desk = a_desk(cast, now)
    bus, other = desk["bus"], next(problem for key, problem in desk.items() if key != "bus")
    suggestions_for(cast.officer, cast.department.id, "班车停了走不了")
    seen = {bus.id: again(bus).version, other.id: again(other).version}
    problems.merge([bus], into=other, by=cast.officer, seen=seen, at=now)

    found = suggestions_for(cast.officer, cast.department.id, "我们村到镇上的班车不跑了，赶集没车坐")

    assert found is not None
    assert found[0].problem == other


def test_until_the_index_stands_the_part_asks_again(
    cast: Cast, client_of: ClientOf, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(suggesting, "nearest", lambda *a, **k: None)

    text = client_of(cast.officer).post(reverse("research:suggest"), {"text": "班车停了走不了"}).content.decode()

    assert "正在看像哪个问题" in text
    assert "delay:2s" in text


def test_one_tap_puts_the_voice_into_the_problem(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    desk = a_desk(cast, now)
    client, words = client_of(cast.officer), "我们村到镇上的班车不跑了，赶集没车坐"

    form = client.get(reverse("service:new_voice")).content.decode()
    part = client.post(reverse("research:suggest"), {"text": words}).content.decode()
    noted = {"once": str(new_id()), "text": words, "source": "visit", "kind": "unsorted", "heard_on": "2026-11-19"}
    answer = client.post(reverse("service:new_voice"), {**noted, "problem": str(desk["bus"].pk)}, follow=True)

    assert f'hx-post="{reverse("research:suggest")}"' in form
    assert f'value="{desk["bus"].pk}"' in part
    assert f"记下了，归到了 {desk['bus'].code}。" in answer.content.decode()
    assert ProblemVoice.objects.get(voice__text=words).problem == desk["bus"]


def test_a_refusal_there_does_not_lose_the_voice(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    desk = a_desk(cast, now)
    problems.lock(desk["bus"], by=cast.colleague, seen=again(desk["bus"]).version, at=now)
    noted = {"once": str(new_id()), "text": "班车停了", "source": "visit", "kind": "unsorted", "heard_on": "2026-11-19"}

    answer = client_of(cast.officer).post(
        reverse("service:new_voice"), {**noted, "problem": str(desk["bus"].pk)}, follow=True
    )

    assert "没有归到问题" in answer.content.decode()
    assert Voice.objects.filter(text="班车停了").count() == 1


def test_a_liaison_is_offered_nothing(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    client = client_of(cast.liaison)

    assert "hx-post" not in client.get(reverse("service:new_voice")).content.decode()
    assert client.post(reverse("research:suggest"), {"text": "班车停了走不了"}).status_code == 403
