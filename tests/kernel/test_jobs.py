"""Long work is queued with the act that asks for it, shows how far it is, and ends in words whatever happens."""

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import Progress, job_kind, kinds, start, work_off
from sanxin.kernel.jobs.lost import bury_lost, is_lost
from sanxin.kernel.jobs.running import run_job, this_worker
from sanxin.kernel.models import Job
from sanxin.kernel.models.job import LOST_AFTER
from sanxin.kernel.queries.job_pages import page_of_job, span, time_left
from sanxin.kernel.queries.waiting import waiting_for
from sanxin.kernel.refusals import Refused
from tests.cast import Cast

DEAD = f"{this_worker().rpartition(':')[0]}:999999999"


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))

    @job_kind("test.count", label="数一数", done_url=lambda job: f"/counted/{job.result['counted']}/")
    def count(progress: Progress, *, to: int) -> dict[str, int]:
        progress.step("读", 1, 1, "读到了")
        for number in range(to):
            progress.step("数", number, to)
        return {"counted": to}

    @job_kind("test.refuse", label="办不成")
    def refuse(progress: Progress) -> None:
        raise Refused("test.no", "这张表是空的，请换一张")

    @job_kind("test.break", label="出错")
    def broken(progress: Progress) -> None:
        progress.step("先做一步")
        raise ZeroDivisionError

    @job_kind("test.speak", label="说话")
    def speak(progress: Progress) -> dict[str, str]:
        return {"language": translation.get_language() or ""}


def running(cast: Cast, now: datetime, **fields: Any) -> Job:
    job = start("test.count", by=cast.officer, county_id=cast.county.id, args={"to": 1})
    values = {"state": "running", "started_at": now, "heartbeat_at": now, "worker": this_worker(), **fields}
    Job.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def test_a_job_waits_until_the_worker_has_done_it(cast: Cast) -> None:
    job = start("test.count", by=cast.officer, county_id=cast.county.id, args={"to": 3})
    assert (job.state, job.started_by_name) == ("waiting", "程晓岚")

    work_off()

    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"counted": 3})
    assert [(label, note) for label, note, _ in job.past_steps] == [("读", "读到了"), ("数", "")]
    assert page_of_job(job, clock.now()).done_url == "/counted/3/"


def test_the_worker_takes_it_from_the_queue(threads_db: None, cast: Cast) -> None:
    job = start("test.count", by=cast.officer, args={"to": 3})

    call_command("db_worker", batch=True, verbosity=0, startup_delay=False, reload=False)

    job.refresh_from_db()
    assert job.state == "done"


def test_asking_is_written_down(cast: Cast) -> None:
    job = start("test.count", by=cast.officer, county_id=cast.county.id, args={"to": 3})

    [event] = timeline(job.id)

    assert (event.text, event.who, event.county_id) == ("开始后台工作“数一数”", "程晓岚", cast.county.id)


def test_an_act_that_fails_leaves_no_job_behind(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        start("test.count", by=cast.officer, args={"to": 3})
        _ = 1 / 0

    work_off()

    assert not Job.objects.exists()


def test_an_unknown_kind_is_a_mistake(cast: Cast) -> None:
    with pytest.raises(KeyError):
        start("test.nobody", by=cast.officer)


def test_a_refusal_is_the_reason_shown(cast: Cast) -> None:
    job = start("test.refuse", by=cast.officer)

    work_off()

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "这张表是空的，请换一张")


def test_a_fault_is_logged_and_told_without_its_insides(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    job = start("test.break", by=cast.officer)

    work_off()

    job.refresh_from_db()
    assert job.state == "failed"
    assert str(job.id)[-8:] in job.error
    assert "ZeroDivisionError" not in job.error
    assert "ZeroDivisionError" in caplog.text
    assert [step[0] for step in job.past_steps] == ["先做一步"]


def test_the_work_speaks_the_language_of_who_asked(cast: Cast) -> None:
    with translation.override("en"):
        job = start("test.speak", by=cast.officer)

    work_off()

    job.refresh_from_db()
    assert job.result == {"language": "en"}


def test_a_job_handed_out_twice_is_done_once(cast: Cast) -> None:
    job = start("test.count", by=cast.officer, args={"to": 3})
    run_job.call(str(job.id))
    Job.objects.filter(pk=job.pk).update(result={"mark": 1})

    run_job.call(str(job.id))

    job.refresh_from_db()
    assert job.result == {"mark": 1}


def test_a_job_whose_process_ended_is_lost_at_once(cast: Cast, now: datetime) -> None:
    dead = running(cast, now, worker=DEAD)
    alive = running(cast, now)
    elsewhere = running(cast, now, worker="another-machine:1")

    bury_lost(now)

    states = {job.pk: job.state for job in Job.objects.all()}
    assert (states[dead.pk], states[alive.pk], states[elsewhere.pk]) == ("failed", "running", "running")
    dead.refresh_from_db()
    assert "请重来" in dead.error


def test_a_job_nothing_was_heard_of_is_lost(cast: Cast, now: datetime) -> None:
    job = running(cast, now, worker="another-machine:1")

    assert not is_lost(job, now + LOST_AFTER)
    assert is_lost(job, now + LOST_AFTER + timedelta(seconds=1))


def test_work_that_was_slow_and_not_lost_still_counts(cast: Cast, now: datetime) -> None:
    job = running(cast, now, worker=DEAD)
    bury_lost(now)
    job.state = "done"  # its own worker finishes it after all
    job.save()

    bury_lost(now)

    job.refresh_from_db()
    assert job.state == "done"


def test_its_page_is_for_who_started_it(cast: Cast, client_of: Callable[..., Client]) -> None:
    job = start("test.count", by=cast.officer, args={"to": 3})
    address = f"/jobs/{job.id}/"

    assert client_of(cast.officer).get(address).status_code == 200
    assert client_of(cast.colleague).get(address).status_code == 404
    assert client_of(cast.administrator).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert client_of(cast.officer).get(f"/jobs/{new_id()}/").status_code == 404


def test_the_page_of_work_in_progress(cast: Cast, now: datetime, client_of: Callable[..., Client]) -> None:
    began = now - timedelta(seconds=60)
    job = running(cast, now, step="逐行核对", done=300, total=400, message="要改 2 行", step_started_at=began)

    page = client_of(cast.officer).get(f"/jobs/{job.id}/").text

    for words in ("数一数", "正在做", "75%", "300 / 400", "约还要 20 秒", "逐行核对", "要改 2 行", "可以离开本页"):
        assert words in page
    assert f'hx-get="/jobs/{job.id}/?was=running"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_the_part_redraws_itself_and_the_page_when_its_state_changes(
    cast: Cast, now: datetime, client_of: Callable[..., Client]
) -> None:
    job, client = running(cast, now), client_of(cast.officer)

    def part(was: str) -> Any:
        return client.get(f"/jobs/{job.id}/?was={was}", headers={"HX-Request": "true"})

    assert "<html" not in part("running").text
    assert "hx-get" in part("running").text
    assert "HX-Refresh" not in part("running")
    assert part("waiting")["HX-Refresh"] == "true"

    Job.objects.filter(pk=job.pk).update(state="done", result={"counted": 1})

    assert part("running")["HX-Refresh"] == "true"
    assert "hx-get" not in part("running").text


def test_the_page_leads_to_the_result_or_says_why_not(cast: Cast, client_of: Callable[..., Client]) -> None:
    done = start("test.count", by=cast.officer, args={"to": 3})
    refused = start("test.refuse", by=cast.officer)
    work_off()

    assert 'href="/counted/3/"' in client_of(cast.officer).get(f"/jobs/{done.id}/").text
    assert "这张表是空的，请换一张" in client_of(cast.officer).get(f"/jobs/{refused.id}/").text


def test_the_page_of_a_lost_job_says_so(cast: Cast, now: datetime, client_of: Callable[..., Client]) -> None:
    job = running(cast, now, worker=DEAD)

    assert "后台中断" in client_of(cast.officer).get(f"/jobs/{job.id}/").text


def test_the_page_says_when_nobody_works(cast: Cast, now: datetime, client_of: Callable[..., Client]) -> None:
    job = start("test.count", by=cast.officer, args={"to": 3})
    assert "worker" not in client_of(cast.officer).get(f"/jobs/{job.id}/").text

    with clock.frozen(now + timedelta(minutes=2)):
        assert "worker" in client_of(cast.officer).get(f"/jobs/{job.id}/").text


def test_the_list_shows_ones_own_with_a_constant_number_of_queries(
    cast: Cast, client_of: Callable[..., Client], django_assert_num_queries: Callable[..., Any]
) -> None:
    client = client_of(cast.officer)
    start("test.count", by=cast.colleague, args={"to": 1})
    assert "还没有" in client.get("/jobs/").text

    def queries(jobs: int) -> int:
        while Job.objects.of(cast.officer.id).count() < jobs:
            start("test.count", by=cast.officer, args={"to": 1})
        with django_assert_num_queries(count[0]) if count else _counting(count):
            page = client.get("/jobs/").text
        return page.count("data-row")

    count: list[int] = []
    assert queries(3) == 3
    assert queries(30) == 30


class _counting:  # noqa: N801 - reads as a phrase
    """Remember how many queries the block takes."""

    def __init__(self, into: list[int]) -> None:
        self.into = into

    def __enter__(self) -> None:
        self.before = len(connection.queries_log)
        connection.force_debug_cursor = True

    def __exit__(self, *_: object) -> None:
        connection.force_debug_cursor = False
        self.into.append(len(connection.queries_log) - self.before)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 秒"), (40, "40 秒"), (72, "1 分 12 秒"), (120, "2 分钟"), (7500, "2 小时 5 分")]
)
def test_lengths_of_time_are_said_plainly(seconds: float, words: str) -> None:
    assert span(timedelta(seconds=seconds)) == words


def test_no_guess_is_made_too_early(cast: Cast, now: datetime) -> None:
    job = running(cast, now, step="数", done=1, total=100, step_started_at=now - timedelta(seconds=1))

    assert time_left(job, now) == ""


def test_the_position_is_written_while_the_work_is_inside_a_transaction(
    threads_db: None, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others see it on PostgreSQL at once; on SQLite, whose writer is busy, as soon as the work lets go."""
    seen: list[tuple[int, int]] = []

    @job_kind("test.slow", label="慢活")
    def slow(progress: Progress) -> None:
        progress.step("写入", 5, 10)
        time.sleep(1.2)
        mine = Job.objects.get(kind="test.slow")
        seen.append((mine.done, mine.total))

    job = start("test.slow", by=cast.officer)

    run_job.call(str(job.id))

    assert seen == [(5, 10)]
    job.refresh_from_db()
    assert (job.state, job.worker) == ("done", f"{this_worker().rpartition(':')[0]}:{os.getpid()}")


def test_a_result_waits_on_today_until_it_is_looked_at(cast: Cast, now: datetime, client_of: Any) -> None:
    job = start("test.count", by=cast.officer, county_id=cast.county.id, args={"to": 3})
    client = client_of(cast.officer)
    assert waiting_for(cast.officer, now.date()) == []
    work_off()

    [row] = waiting_for(cast.officer, now.date())
    assert (row.light_kind, row.title, row.action_url) == ("done", "数一数", f"/jobs/{job.pk}/?result")
    assert waiting_for(cast.colleague, now.date()) == []

    answer = client.get(row.action_url)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/counted/3/")
    assert waiting_for(cast.officer, now.date()) == []


def test_what_was_not_done_waits_with_its_reason(cast: Cast, now: datetime, client_of: Any) -> None:
    job = start("test.refuse", by=cast.officer, county_id=cast.county.id)
    work_off()

    [row] = waiting_for(cast.officer, now.date())
    assert (row.light_kind, row.meta, row.action_url) == ("amber", "这张表是空的，请换一张", f"/jobs/{job.pk}/")
    client_of(cast.officer).get(row.action_url)

    assert waiting_for(cast.officer, now.date()) == []


def test_who_watched_it_end_has_seen_it(cast: Cast, now: datetime, client_of: Any) -> None:
    """The page redraws a part of itself until the state changes, then it loads anew."""
    job, client = (
        start("test.count", by=cast.officer, county_id=cast.county.id, args={"to": 3}),
        client_of(cast.officer),
    )
    client.get(f"/jobs/{job.pk}/")
    work_off()

    part = client.get(f"/jobs/{job.pk}/?was=waiting", headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    assert Job.objects.unseen().count() == 1
    client.get(f"/jobs/{job.pk}/")

    assert Job.objects.unseen().count() == 0


def test_who_left_it_is_told_on_any_page_when_it_is_over(cast: Cast, client_of: Any) -> None:
    mine, waits_for_nothing = client_of(cast.administrator), client_of(cast.auditor)
    job = start("test.count", by=cast.administrator, county_id=cast.county.id, args={"to": 3})
    told = f'href="/jobs/{job.pk}/"'

    mine.get(f"/jobs/{job.pk}/")
    assert told not in mine.get("/help/").content.decode()
    work_off()
    assert told in mine.get("/help/").content.decode()
    mine.get(f"/jobs/{job.pk}/")

    assert told not in mine.get("/help/").content.decode()
    assert "jobs_under_way" not in mine.session
    with CaptureQueriesContext(connection) as asked:
        waits_for_nothing.get("/help/")
    assert not [query for query in asked.captured_queries if "kernel_job" in query["sql"]]


def test_the_page_says_that_others_come_first_only_if_they_do(
    cast: Cast, now: datetime, client_of: Callable[..., Client]
) -> None:
    client = client_of(cast.officer)
    mine = start("test.count", by=cast.officer, args={"to": 1})

    assert "马上开始" in client.get(f"/jobs/{mine.id}/").text

    running(cast, now)
    assert "前面还有别的工作" in client.get(f"/jobs/{mine.id}/").text
