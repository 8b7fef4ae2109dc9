"""成果转化运用清单."""

import csv
import io
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.topics.actions.links import lead_to
from sanxin.topics.queries.conversion import conversion_of
from tests.cast import Cast
from tests.research.proposal_builders import a_proposal, a_submission, an_accepted_problem
from tests.topics.builders import a_candidate, a_topic

ClientOf = Callable[[Person], Client]


def test_from_topic_to_items(cast: Cast, now: datetime) -> None:
    topic = a_topic(cast, now)
    barren = a_topic(cast, now, candidate=a_candidate(cast, now, title="快递不到村，怎么办？"))
    submission = a_submission(cast, now)
    lead_to(topic, submission.proposal, by=cast.officer, at=now)
    decide(submission, verdict="agree", memo="同意。", by=cast.leader, at=now)

    first, second = conversion_of(cast.department, year=2026, today=now.date())

    assert (first.topics, first.proposal, first.decision and first.decision.memo) == (
        [topic],
        submission.proposal,
        "同意。",
    )
    assert (len(first.items), first.done, first.late, first.answers.too_few) == (2, 0, 0, True)
    assert (second.topics, second.proposal) == ([barren], None)
    assert conversion_of(cast.department, year=2025, today=now.date()) == []


def test_drafts_are_not_in_it(cast: Cast, now: datetime) -> None:
    a_proposal(cast, now)

    assert conversion_of(cast.department, year=2026, today=now.date()) == []


def test_it_is_shown_and_exported(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    decide(a_submission(cast, now), verdict="agree", memo="同意。", by=cast.leader, at=now)
    client = client_of(cast.leader)

    page = client.get(reverse("topics:conversion")).content.decode()
    file = client.get(reverse("topics:conversion_file") + "?format=csv")

    assert "不是从课题来的" in page
    assert "答话的不到 5 人，先不列" in page
    _heads, row = csv.reader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig")))  # type: ignore[attr-defined]
    assert row[1:5] == ["F-2026-001", "竹坑等 9 村到镇班车停运，要不要补贴复开？", "已同意", "同意。"]


@pytest.mark.parametrize("rows", [2, 12])
def test_it_asks_the_same_however_long(
    cast: Cast, client_of: ClientOf, now: datetime, rows: int, django_assert_max_num_queries: object
) -> None:
    for n in range(rows):
        problem = an_accepted_problem(cast, now, text=f"第 {n} 条路灯坏了没人修")
        decide(a_submission(cast, now, problem=problem), verdict="refuse", memo="不急", by=cast.leader, at=now)
    client = client_of(cast.officer)
    client.get(reverse("topics:conversion"))

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        client.get(reverse("topics:conversion"))


@pytest.mark.parametrize("who", ["handler", "liaison", "auditor", "stranger"])
def test_others_see_none_of_it(cast: Cast, client_of: ClientOf, now: datetime, who: str) -> None:
    a_submission(cast, now)

    answer = client_of(getattr(cast, who)).get(reverse("topics:conversion"))

    assert answer.status_code == 403 or "F-2026-001" not in answer.content.decode()
