from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import Job, work_off
from sanxin.kernel.jobs.kinds import kind_of
from sanxin.kernel.jobs.progress import Progress
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.models import Person
from sanxin.research.actions import runs
from sanxin.research.models import Problem, SynthesisRun
from tests.cast import Cast
from tests.engines.opinions.embedding.folders import static_folder
from tests.research.builders import hear_sample, hear_some
from tests.research.sample import messages


def test_a_run_is_asked_for_and_the_worker_does_it(cast: Cast, now: datetime) -> None:
    hear_sample(cast, messages(120), now)

    run = runs.ask_for_run(cast.department, by=cast.officer, at=now)
    job = Job.objects.get(pk=run.job_id)
    progress = Progress(job)
    counts = kind_of(job.kind).run(progress, **job.args)
    progress.finish()

    run.refresh_from_db()
    assert counts == run.counts
    assert run.counts["voices"] == 120
    assert Problem.objects.on_desk().count() == run.counts["problems"] > 5
    assert "竹坑村" in run.settings["local_words"]
    assert [label for label, *_ in job.past_steps][:2] == ["读声音，切词", "找近重的"]
    done_url = kind_of(job.kind).done_url
    assert done_url is not None
    assert done_url(job) == reverse("research:run", args=[run.pk])


def test_one_run_at_a_time(cast: Cast, now: datetime) -> None:
    hear_some(cast, 3, now)
    runs.ask_for_run(cast.department, by=cast.officer, at=now)

    with pytest.raises(Refused, match=r"research.run.running"):
        runs.ask_for_run(cast.department, by=cast.colleague, at=now)


def test_a_run_that_was_killed_does_not_block_for_ever(cast: Cast, now: datetime) -> None:
    hear_some(cast, 3, now)
    runs.ask_for_run(cast.department, by=cast.officer, at=now - timedelta(hours=1))

    assert runs.ask_for_run(cast.department, by=cast.officer, at=now).finished_at is None


def test_a_run_that_fails_writes_nothing_and_says_so(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear_some(cast, 3, now)
    run = runs.ask_for_run(cast.department, by=cast.officer, at=now)
    job = Job.objects.get(pk=run.job_id)

    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("sanxin_engines.opinions.synthesis.synthesize", broken)
    with pytest.raises(MemoryError):
        kind_of(job.kind).run(Progress(job), **job.args)

    run.refresh_from_db()
    assert run.failed_at is not None
    assert not Problem.objects.exists()
    assert not SynthesisRun.objects.running(now).exists()


def test_a_language_model_the_administrator_named_is_read(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path
) -> None:
    hear_sample(cast, messages(60), now)
    settings.LANGUAGE_MODEL = str(static_folder(tmp_path / "model"))

    run = runs.ask_for_run(cast.department, by=cast.officer, at=now)
    work_off()

    run.refresh_from_db()
    assert run.settings["embedding"] == settings.LANGUAGE_MODEL
    assert run.finished_at is not None
    assert Problem.objects.on_desk().count() == run.counts["problems"] > 0


def test_a_folder_without_a_model_is_named_and_changes_nothing(
    cast: Cast, now: datetime, settings: Any, tmp_path: Path
) -> None:
    hear_some(cast, 3, now)
    settings.LANGUAGE_MODEL = str(tmp_path)

    run = runs.ask_for_run(cast.department, by=cast.officer, at=now)
    work_off()

    run.refresh_from_db()
    assert run.failed_at is not None
    assert "config.json" in Job.objects.get(pk=run.job_id).error
    assert not Problem.objects.exists()


def test_one_voice_is_nothing_to_group(cast: Cast, now: datetime) -> None:
    hear_some(cast, 1, now)

    with pytest.raises(Refused, match=r"research.run.too_few"):
        runs.ask_for_run(cast.department, by=cast.officer, at=now)


def test_the_leader_does_not_start_runs(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        runs.ask_for_run(cast.department, by=cast.leader, at=now)


def test_the_page_tells_what_is_new_and_starts_the_run(
    cast: Cast, client_of: Callable[[Person], Client], now: datetime
) -> None:
    hear_some(cast, 4, now)
    client = client_of(cast.officer)

    page = client.get(reverse("research:runs")).content.decode()
    answer = client.post(reverse("research:runs"), {"office": cast.department.pk, "once": str(new_id())})

    run = SynthesisRun.objects.get()
    assert "4 条声音，还没有归并过" in page
    assert answer["Location"] == reverse("kernel:job", args=[run.job_id])
    assert "正在做" in client.get(reverse("research:runs")).content.decode()


def test_another_office_cannot_be_asked_for(cast: Cast, client_of: Callable[[Person], Client], now: datetime) -> None:
    client = client_of(cast.officer)

    for office in (cast.transport.pk, "", "a word"):
        form = {"office": office, "once": str(new_id())}
        assert client.post(reverse("research:runs"), form).status_code == 404
