"""Several people at once: those who record difficulties and those who open items never wait for each other."""

from collections.abc import Callable, Iterator

import pytest

from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.fieldwork.visit_builders import LEAK, PRAISE, a_visit
from tests.kernel.file_database import file_database
from tests.ledger.test_races import at_once
from tests.service.builders import an_item

TRIALS = 6


@pytest.fixture
def town(threads_db: None) -> Iterator[Cast]:
    with file_database(), clock.frozen(NOW):
        yield make_cast()


def in_time(verb: Callable[[], object]) -> Callable[[], object]:
    """A thread begins with a clock of its own."""

    def run() -> object:
        with clock.frozen(NOW):
            return verb()

    return run


def test_recording_difficulties_while_others_open_items(town: Cast) -> None:
    for _trial in range(TRIALS):
        recording = in_time(lambda: a_visit(town, PRAISE, LEAK, PRAISE))
        opening = in_time(lambda: an_item(town))

        outcomes = at_once(recording, opening, recording, opening)

        assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []

    assert Visit.objects.count() == 2 * TRIALS
    numbers = Item.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 4 * TRIALS + 1))


def test_the_same_visit_from_two_tabs_is_one(town: Cast) -> None:
    for trial in range(1, TRIALS + 1):
        known = new_id()
        verbs = [in_time(lambda known=known: a_visit(town, PRAISE, visit_id=known)) for _ in range(2)]  # type: ignore[misc]

        at_once(*verbs)

        assert Visit.objects.count() == trial
