"""The three lists of a decision."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sanxin.people.models import Person
from sanxin.research.actions.decisions import decide
from sanxin.research.actions.proposals import NewStep
from sanxin.research.models import Proposal
from sanxin.research.queries.decision_lists import three_lists
from tests.cast import Cast
from tests.research.proposal_builders import a_submission

ClientOf = Callable[[Person], Client]


def agreed(cast: Cast, now: datetime) -> Proposal:
    submission = a_submission(cast, now, steps=(NewStep("摸清户数", 5, 1), NewStep("定班次", 12, 1)))
    decide(submission, verdict="agree", memo="", by=cast.leader, at=now)
    return Proposal.objects.get(pk=submission.proposal_id)


def test_problems_duties_and_tasks(cast: Cast, now: datetime) -> None:
    lists = three_lists(agreed(cast, now), now.date())

    [problem] = lists.problems
    assert (problem.problem.people, problem.items) == (4, "2026-0001、2026-0002")
    assert [(row.unit, row.item.owner, row.cooperating) for row in lists.duties] == [
        ("市交通运输局", cast.handler, "洪岩镇"),
        ("市委组织部", cast.officer, ""),
    ]
    assert [(row.what, row.who, row.due_on) for row in lists.tasks] == [
        ("摸清户数", "占伟", date(2026, 11, 26)),
        ("定班次", "占伟", date(2026, 12, 7)),
        ("三个月后问客流、问群众", "程晓岚", lists.duties[1].item.due_on),
    ]


@pytest.mark.parametrize(("which", "rows"), [("problems", 1), ("duties", 2), ("tasks", 3)])
def test_each_is_a_file(cast: Cast, client_of: ClientOf, now: datetime, which: str, rows: int) -> None:
    proposal = agreed(cast, now)

    answer = client_of(cast.leader).get(
        reverse("research:three_lists_file", args=[proposal.pk]) + f"?list={which}&format=csv"
    )

    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert len(list(csv.reader(io.StringIO(text)))) == rows + 1


def test_they_are_shown(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    page = client_of(cast.officer).get(reverse("research:three_lists", args=[agreed(cast, now).pk])).content.decode()

    for words in ("问题清单", "责任清单", "任务清单", "摸清户数", "市交通运输局"):
        assert words in page


def test_before_a_yes_there_are_none(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    submission = a_submission(cast, now)

    for name in ("three_lists", "follow_up"):
        answer = client_of(cast.leader).get(reverse(f"research:{name}", args=[submission.proposal_id]))
        assert answer.status_code == 422


def test_strangers_find_nothing(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = agreed(cast, now)

    for name in ("three_lists", "follow_up"):
        assert client_of(cast.stranger).get(reverse(f"research:{name}", args=[proposal.pk])).status_code == 404


def test_all_three_are_one_workbook(cast: Cast, client_of: ClientOf, now: datetime) -> None:
    proposal = agreed(cast, now)

    answer = client_of(cast.leader).get(reverse("research:three_lists_file", args=[proposal.pk]))

    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    answer.close()
    assert book.sheetnames == ["问题清单", "责任清单", "任务清单"]
    assert book["任务清单"]["C4"].value == "摸清户数"
