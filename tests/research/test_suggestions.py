"""While a voice is typed the nearest problems are offered; one tap puts it there."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research import suggesting
from sanxin.research.actions import problems
from sanxin.research.models import Problem, ProblemVoice
from sanxin.research.queries.suggestions import suggestions_for
from sanxin.service.models import Voice
from sanxin_engines.opinions.embedding import Embedder, load_embedder
from sanxin_engines.opinions.embedding.tensors import Array
from tests.cast import Cast
from tests.engines.opinions.embedding.folders import static_folder
from tests.research.builders import again, hear, hear_sample, propose
from tests.research.sample import messages

ClientOf = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The index is built while the test waits, and belongs to this test alone."""
    monkeypatch.setattr(suggesting, "in_background", False)
    suggesting.forget()
    yield
    suggesting.forget()


PIPES, NOISE = ("白石村自来水发黄", "青柳小区自来水发黄"), ("白石村麻将馆噪音扰民", "青柳小区麻将馆噪音扰民")
OTHER_WORDS = "管子里的很浑浊"
"""No word in common with the first two; to the tiny model the same matter."""


def pipes_and_noise(cast: Cast, now: datetime) -> Problem:
    """Two problems; the one about water."""
    groups = [[hear(cast, text, now) for text in said] for said in (PIPES, NOISE)]
    return propose(cast, now, *groups)[0]


class Counted:
    """An embedder that notes what it embeds."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder, self.dimensions, self.texts = embedder, embedder.dimensions, list[str]()

    def embed(self, texts: Sequence[str]) -> Array:
        self.texts += texts
        return self.embedder.embed(texts)


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


def test_the_language_model_knows_the_matter_in_other_words(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path
) -> None:
    water = pipes_and_noise(cast, now)
    without = suggestions_for(cast.officer, cast.department.id, OTHER_WORDS)
    suggesting.forget()
    settings.LANGUAGE_MODEL = str(static_folder(tmp_path / "model"))

    found = suggestions_for(cast.officer, cast.department.id, OTHER_WORDS)

    assert without == []
    assert found is not None
    assert [one.problem for one in found] == [water]


def test_the_vectors_of_the_problems_are_kept_for_the_next_index(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    water = pipes_and_noise(cast, now)
    settings.LANGUAGE_MODEL = str(static_folder(tmp_path / "model"))
    counted = Counted(load_embedder(Path(settings.LANGUAGE_MODEL)))
    monkeypatch.setattr(suggesting, "_model_of", lambda folder: counted)
    with clock.frozen(now):
        suggestions_for(cast.officer, cast.department.id, OTHER_WORDS)
    first = list(counted.texts)
    problems.put_voices(water, [hear(cast, "自来水浑浊", now).id], by=cast.officer, seen=again(water).version, at=now)

    with clock.frozen(now + timedelta(hours=1)):
        suggestions_for(cast.officer, cast.department.id, OTHER_WORDS)

    assert len(first) == len(PIPES) + len(NOISE) + 1  # and what was typed
    assert len(counted.texts) == len(first) + 2  # the new voice, and what was typed again


def test_a_folder_that_holds_no_model_is_told_to_the_log_and_suggestions_do_without(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    water = pipes_and_noise(cast, now)
    settings.LANGUAGE_MODEL = str(tmp_path)

    with caplog.at_level(logging.WARNING, logger="sanxin.suggestions"):
        found = suggestions_for(cast.officer, cast.department.id, "白石村自来水又发黄了")

    assert found is not None
    assert found[0].problem == water
    assert "config.json" in caplog.text
