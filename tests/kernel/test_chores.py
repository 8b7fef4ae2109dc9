"""Chores: heads exported once a day, old answers forgotten, lost jobs told."""

import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from sanxin.kernel import audit, chores, sentences
from sanxin.kernel.events import record
from sanxin.kernel.ids import NIL
from sanxin.kernel.models import Job, Submission
from tests.cast import Cast

sentences.register("test.thing.done", "办了 {what}")


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path


def lines() -> int:
    return len(audit.heads_file().read_text().splitlines())


def test_heads_are_exported_once_a_day(cast: Cast, now: datetime) -> None:
    record("test.thing.done", county_id=cast.county.id, by=None, at=now, about=[])

    chores.do_chores(now)
    chores.do_chores(now)

    assert lines() == 1
    assert audit.is_exported_on(now.date())
    assert not audit.is_exported_on(now.date() + timedelta(days=1))
    assert audit.verify() == []


def test_the_index_is_tidied_once_a_day(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    record("test.thing.done", county_id=cast.county.id, by=None, at=now, about=[])
    tidied: list[bool] = []
    monkeypatch.setattr("sanxin.kernel.search.tidy", lambda: tidied.append(True))

    chores.do_chores(now)
    chores.do_chores(now)

    assert tidied == [True]


def test_answers_are_forgotten_after_a_season(cast: Cast, now: datetime) -> None:
    for days in (1, 89, 91):
        Submission.objects.create(owner_id=NIL, key=str(days), path="/", at=now - timedelta(days=days))

    chores.do_chores(now)

    assert sorted(Submission.objects.values_list("key", flat=True)) == ["1", "89"]


def test_lost_jobs_are_told(cast: Cast, now: datetime) -> None:
    Job.objects.create(kind="test", asked_at=now, language="zh-hans", state="running", started_at=now)

    chores.do_chores(now)

    assert Job.objects.get().state == "failed"


def test_a_chore_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    tried: list[int] = []

    def fail(now: datetime) -> None:
        tried.append(1)
        raise OperationalError("database is away")

    monkeypatch.setattr(chores, "do_chores", fail)
    monkeypatch.setattr(chores, "EVERY", timedelta(milliseconds=10))
    stop = threading.Event()
    thread = chores.in_background(stop)
    deadline = time.monotonic() + 10
    while len(tried) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    stop.set()
    thread.join(10)

    assert len(tried) >= 3
    assert not thread.is_alive()
    assert "database is away" in caplog.text
