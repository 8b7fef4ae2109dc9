"""Heads of sections change what heat is made of; every version stays, and all problems are counted anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import Job
from sanxin.kernel.jobs.kinds import kind_of
from sanxin.kernel.jobs.progress import Progress
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.people.models import Person
from sanxin.research.actions.heat import set_weights
from sanxin.research.engine import settings_for
from sanxin.research.models import HeatWeighting, Problem
from sanxin.research.rules.heat import PARTS
from sanxin.research.rules.weights import Weights
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.research.builders import again, hear_some, propose

ClientOf = Callable[[Person], Client]
USUAL = Weights(people=10, spread=4, recency=8, persistence=8, likes=4, half_life_days=90)


def change(cast: Cast, now: datetime, *, seen: int = 0, **changes: float) -> HeatWeighting:
    weights = replace(USUAL, **changes)
    return set_weights(cast.department, weights, reason="先看同感", by=cast.head, seen=seen, at=now)


def work(row: HeatWeighting) -> object:
    job = Job.objects.get(pk=row.job_id)
    return kind_of(job.kind).run(Progress(job), **job.args)


def test_the_ranking_follows_the_new_weights(cast: Cast, now: datetime) -> None:
    voices = hear_some(cast, 9, now)
    few, many = propose(cast, now, voices[:3], voices[3:])
    Voice.objects.filter(pk=voices[0].pk).update(likes=200)
    assert list(Problem.objects.order_by("-heat")) == [many, few]

    row = change(cast, now, likes=40)
    done = work(row)

    assert done == {"problems": 2}
    assert list(Problem.objects.order_by("-heat")) == [few, many]
    assert again(few).heat_points["version"] == "1"
    assert sum(float(again(few).heat_points[part]) for part in PARTS) == pytest.approx(again(few).heat, abs=0.4)


def test_the_next_run_and_every_act_count_with_them(cast: Cast, now: datetime) -> None:
    change(cast, now, people=20)

    assert settings_for(cast.department).heat.people == 20
    (problem,) = propose(cast, now, hear_some(cast, 4, now))
    assert float(problem.heat_points["people"]) > 25


def test_versions_tell_who_when_and_why(cast: Cast, now: datetime) -> None:
    first = change(cast, now, likes=6)
    second = change(cast, now, seen=1, likes=7)

    assert (first.number, second.number) == (1, 2)
    assert timeline(second.id)[0].text == "热度权重改为第 2 版：人 10、地方 4、新近 8、持续 8、同感 7，先看同感"
    assert HeatWeighting.objects.count() == 2


def test_refusals(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        set_weights(cast.department, replace(USUAL, likes=6), reason="想", by=cast.officer, seen=0, at=now)
    with pytest.raises(NotAllowed):
        set_weights(cast.department, replace(USUAL, likes=6), reason="想", by=cast.leader, seen=0, at=now)
    with pytest.raises(Refused, match=r"research.weights.range") as refusal:
        change(cast, now, likes=51)
    assert refusal.value.field == "likes"
    with pytest.raises(Refused, match=r"research.weights.people"):
        change(cast, now, people=0)
    with pytest.raises(Refused, match=r"research.weights.life"):
        change(cast, now, half_life_days=1)
    with pytest.raises(Refused, match=r"research.weights.same"):
        change(cast, now)
    with pytest.raises(Refused, match=r"research.weights.no_reason"):
        set_weights(cast.department, replace(USUAL, likes=6), reason=" ", by=cast.head, seen=0, at=now)
    change(cast, now, likes=6)
    with pytest.raises(Overtaken, match=r"徐建平刚刚改过权重"):
        change(cast, now, likes=7)
    assert HeatWeighting.objects.count() == 1


def test_the_page_shows_them_and_lets_a_head_change_them(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    hear_some(cast, 2, now)
    url = reverse("research:heat")
    sent = {"people": "10", "spread": "4", "recency": "8", "persistence": "8", "half_life_days": "90", "seen": "0"}

    def post(who: Person, **more: str) -> tuple[int, str]:
        answer = client_of(who).post(url, {"once": str(new_id()), **sent, **more})
        return answer.status_code, answer.get("Location", "") or answer.content.decode()

    assert "改权重" not in client_of(cast.officer).get(url).content.decode()
    assert "改权重" in client_of(cast.head).get(url).content.decode()
    status, page = post(cast.head, likes="-1", reason="试")
    assert (status, "0 到 50" in page) == (422, True)
    assert post(cast.head, likes="六", reason="试")[0] == 422
    status, where = post(cast.head, likes="6", reason="先看同感")
    row = HeatWeighting.objects.get()
    assert (status, where) == (302, reverse("kernel:job", args=[row.job_id]))
    assert "现在用第 1 版权重" in client_of(cast.leader).get(url).content.decode()
    assert "先看同感" in client_of(cast.officer).get(url).content.decode()
    assert post(cast.officer, likes="7", reason="也想改", seen="1")[0] == 422
    assert client_of(cast.stranger).get(url + f"?office={cast.department.pk}").status_code == 404
