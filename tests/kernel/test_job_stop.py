"""Whoever handed work out may stop it; what goes on stops at its next step."""

import time
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from sanxin.kernel import clock
from sanxin.kernel.actions.jobs import stop
from sanxin.kernel.events import timeline
from sanxin.kernel.jobs import Progress, job_kind, kinds, start, work_off
from sanxin.kernel.jobs.running import run_job
from sanxin.kernel.models import Counter, Job
from sanxin.kernel.refusals import NotAllowed, Refused
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    job_kind("test.nothing", label="没什么")(lambda progress: {})


def test_work_that_waits_is_never_begun(cast: Cast, now: datetime) -> None:
    job = start("test.nothing", by=cast.officer, county_id=cast.county.id)

    stop(job, by=cast.officer, at=now)
    work_off()

    job.refresh_from_db()
    assert (job.state, job.started_at) == ("failed", None)
    assert "停下了" in job.error
    assert timeline(job.id)[0].text == "叫停后台工作"


def test_work_that_goes_on_stops_at_its_next_step_and_leaves_nothing(threads_db: None, cast: Cast) -> None:
    @job_kind("test.long", label="长活")
    def long(progress: Progress) -> None:
        stop(Job.objects.get(kind="test.long"), by=cast.officer, at=clock.now())
        Counter.objects.create(county_id=cast.county.id, series="before", year=2026)
        for number in range(100):
            progress.step("数", number, 100)
            time.sleep(0.1)
        Counter.objects.create(county_id=cast.county.id, series="after", year=2026)

    job = start("test.long", by=cast.officer)

    run_job.call(str(job.id))

    job.refresh_from_db()
    assert (job.state, "停下了" in job.error) == ("failed", True)
    assert not Counter.objects.filter(series="after").exists()


def test_somebody_elses_work_is_not_stopped(cast: Cast, now: datetime) -> None:
    job = start("test.nothing", by=cast.officer)

    with pytest.raises(NotAllowed):
        stop(job, by=cast.colleague, at=now)


def test_work_that_is_over_is_not_stopped(cast: Cast, now: datetime) -> None:
    job = start("test.nothing", by=cast.officer)
    work_off()

    with pytest.raises(Refused, match="不用再停"):
        stop(job, by=cast.officer, at=now)


def test_the_button_stops_and_comes_back(cast: Cast, client_of: Callable[..., Client]) -> None:
    job = start("test.nothing", by=cast.officer)
    client = client_of(cast.officer)
    assert f'action="/jobs/{job.id}/stop/"' in client.get(f"/jobs/{job.id}/").text

    answer = client.post(f"/jobs/{job.id}/stop/", {"once": "k1"}, follow=True)

    assert "按您的意思停下了" in answer.text
    assert client_of(cast.colleague).post(f"/jobs/{job.id}/stop/", {"once": "k1"}).status_code == 404
    assert client.get(f"/jobs/{job.id}/stop/", {"once": "k1"}).status_code == 405
