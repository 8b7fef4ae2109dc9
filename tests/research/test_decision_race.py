"""Two tabs, one decision: shown to happen without the lock, never with it."""

from collections.abc import Iterator
from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from sanxin.kernel import clock, locks
from sanxin.kernel.refusals import Refused
from sanxin.ledger.models import Item
from sanxin.research.actions.decisions import decide
from sanxin.research.models import Decision, ProposalSubmission
from tests.cast import Cast, make_cast
from tests.kernel.file_database import file_database
from tests.research.proposal_builders import a_submission


@pytest.fixture
def threads_db(threads_db: None) -> Iterator[None]:
    """The house's fixture, on a file where SQLite serves: threads cannot share one in memory."""
    with file_database():
        yield


def both_decide(cast: Cast, at: datetime) -> list[Exception]:
    """Two threads answer the same submission at the same instant; what went wrong."""
    with clock.frozen(at):
        submission = a_submission(cast, at)
    together, problems = Barrier(2), list[Exception]()

    def answer() -> None:
        try:
            with clock.frozen(at):
                mine = ProposalSubmission.objects.select_related("proposal__office", "to").get(pk=submission.pk)
                together.wait()
                decide(mine, verdict="agree", memo="", by=mine.to, at=at)
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=answer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems


@pytest.mark.usefixtures("threads_db")
def test_with_the_lock_one_decides_and_the_other_is_told(now: datetime) -> None:
    [problem] = both_decide(make_cast(), now)

    assert isinstance(problem, Refused)
    assert problem.code == "research.decision.twice"
    assert (Decision.objects.count(), Item.objects.count()) == (1, 2)


@pytest.mark.usefixtures("threads_db")
def test_without_the_lock_both_get_past_the_check(now: datetime) -> None:
    cast = make_cast()

    def trial() -> bool:
        before = Item.objects.count()
        with locks.switched_off():
            problems = both_decide(cast, now)
        refused = any(isinstance(problem, Refused) for problem in problems)
        return not refused and bool(problems or Item.objects.count() - before > 2)

    assert any(trial() for _ in range(20))
