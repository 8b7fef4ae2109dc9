"""Two people at once. Each race is shown to happen without the lock, and never with it."""

from collections.abc import Callable, Iterator
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection

from sanxin.kernel import clock, locks
from sanxin.kernel.refusals import Refused
from sanxin.ledger.actions import acceptances, strike_offs
from sanxin.ledger.models import Acceptance, Item, StrikeOff
from sanxin.people.models import Person
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.kernel.file_database import file_database
from tests.ledger.builders import fresh, item_for, requested


@pytest.fixture
def threads_db(threads_db: None) -> Iterator[None]:
    """The house's fixture, on a file where SQLite serves: threads cannot share one in memory."""
    with file_database():
        yield


@pytest.fixture
def town(threads_db: None) -> Iterator[Cast]:
    with clock.frozen(NOW):
        yield make_cast()


def at_once(*verbs: Callable[[], object]) -> list[object]:
    """Run the verbs in threads that start together; each gives what it returned or raised."""
    start, outcomes = Barrier(len(verbs)), [None] * len(verbs)

    def run(place: int) -> None:
        start.wait()
        try:
            outcomes[place] = verbs[place]()  # type: ignore[call-overload]
        except Exception as problem:  # without the lock a loser may meet anything, not only a database error
            outcomes[place] = problem  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(verbs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return list(outcomes)


def went_wrong(outcomes: list[object]) -> bool:
    """More than one winner, or a loser who got an error instead of a sentence."""
    losers = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    return len(outcomes) - len(losers) != 1 or not all(isinstance(loser, Refused) for loser in losers)


def verifying(item: Item, by: Person) -> Callable[[], object]:
    mine, seen = Person.objects.get(pk=by.pk), item.version
    return lambda: strike_offs.strike_off(item, by=mine, seen=seen, method="papers", at=NOW)


def accepting(item: Item, by: Person) -> Callable[[], object]:
    mine = Person.objects.get(pk=by.pk)
    return lambda: acceptances.accept(item, by=mine, at=NOW, seen=item.version)


def opening(cast: Cast) -> Callable[[], object]:
    return lambda: item_for(cast)


def warm(cast: Cast) -> None:
    """Read each sight once before the threads start, as a request would."""
    for person in (cast.officer, cast.head, cast.leader):
        assert person.sight.roles


@pytest.mark.parametrize("round_", range(3))
def test_only_one_of_two_verifiers_strikes_off(town: Cast, round_: int) -> None:
    item = requested(town)

    outcomes = at_once(verifying(item, town.head), verifying(item, town.leader))

    assert not went_wrong(outcomes), outcomes
    assert StrikeOff.objects.filter(item=item).count() == 1
    assert fresh(item).version == item.version + 1


def test_without_the_lock_two_verifiers_get_into_each_others_way(town: Cast) -> None:
    def trial() -> bool:
        item = requested(town)
        with locks.switched_off():
            return went_wrong(at_once(verifying(item, town.head), verifying(item, town.leader)))

    assert any(trial() for _ in range(20))


def test_an_item_is_accepted_once(town: Cast) -> None:
    item = item_for(town)

    outcomes = at_once(*[accepting(item, town.officer) for _ in range(4)])

    assert not went_wrong(outcomes), outcomes
    assert Acceptance.objects.filter(item=item).count() == 1


def test_without_the_lock_accepting_twice_goes_wrong(town: Cast) -> None:
    def trial() -> bool:
        item = item_for(town)
        with locks.switched_off():
            return went_wrong(at_once(*[accepting(item, town.officer) for _ in range(4)]))

    assert any(trial() for _ in range(20))


def test_numbers_have_no_gap_and_no_repeat(town: Cast) -> None:
    warm(town)

    outcomes = at_once(*[opening(town) for _ in range(8)])

    assert all(isinstance(outcome, Item) for outcome in outcomes), outcomes
    assert sorted(Item.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_without_the_lock_a_number_is_drawn_twice(town: Cast) -> None:
    warm(town)

    def trial() -> bool:
        with locks.switched_off():
            outcomes = at_once(*[opening(town) for _ in range(8)])
        return any(isinstance(outcome, DatabaseError) for outcome in outcomes)

    assert any(trial() for _ in range(20))
