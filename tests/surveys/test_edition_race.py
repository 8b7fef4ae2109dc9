"""Two people publish at once: one edition comes of it."""

from collections.abc import Iterator
from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from sanxin.surveys.actions import editions
from sanxin.surveys.models import Edition, Questionnaire
from tests.cast import make_cast
from tests.kernel.file_database import file_database
from tests.surveys.builders import a_questionnaire

TRIALS = 5


@pytest.fixture
def threads_db(threads_db: None) -> Iterator[None]:
    """The house's fixture, on a file where SQLite serves: threads cannot share one in memory."""
    with file_database():
        yield


@pytest.mark.usefixtures("threads_db")
def test_two_who_publish_at_once_make_one_edition(now: datetime) -> None:
    cast = make_cast()
    for _trial in range(TRIALS):
        draft = a_questionnaire(cast)

        refused = publish_together(draft, [cast.officer, cast.colleague], now)

        assert Edition.objects.filter(questionnaire=draft).count() == 1
        assert refused == ["surveys.edition.same"]


def publish_together(draft: Questionnaire, people: list[Person], now: datetime) -> list[str]:
    """The codes of those who were refused."""
    start = Barrier(len(people))
    refused: list[str] = []

    def publish(person: Person) -> None:
        own = Questionnaire.objects.get(pk=draft.pk)
        start.wait()
        try:
            editions.publish(own, by=person, seen=draft.version, at=now)
        except Refused as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=publish, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
