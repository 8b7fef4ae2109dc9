"""The same phone twice at once, and a colleague who closes meanwhile. Each race is shown where nothing guards it."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection

from sanxin.dialogues.actions import conversations
from sanxin.dialogues.actions.conversations import close
from sanxin.dialogues.actions.voting import add, vote
from sanxin.dialogues.models import Conversation, ConversationClosing, Participant, Statement, Vote
from sanxin.kernel import clock, locks
from sanxin.kernel.refusals import Refused
from sanxin.people.models import Person
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.dialogues.builders import SECRET, fresh, opened
from tests.kernel.file_database import file_database
from tests.ledger.test_races import at_once

ONE_KEY = Participant._meta.constraints[0]


@pytest.fixture
def threads_db(threads_db: None) -> Iterator[None]:
    """The house's fixture, on a file where SQLite serves: threads cannot share one in memory."""
    with file_database():
        yield


@pytest.fixture
def town(threads_db: None) -> Iterator[Cast]:
    with clock.frozen(NOW):
        yield make_cast()


@pytest.fixture
def unguarded(town: Cast) -> Iterator[None]:
    """The database lets one key be several people."""
    with pytest.MonkeyPatch.context() as patch, connection.schema_editor() as editor:
        patch.setattr(Participant._meta, "constraints", [])  # SQLite makes the table anew from what the model says
        editor.remove_constraint(Participant, ONE_KEY)
    try:
        yield
    finally:
        Vote.objects.all().delete()
        Participant.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Participant, ONE_KEY)


def voting(conversation: Conversation, value: int = 1, *, number: int = 1) -> Callable[[], object]:
    return lambda: vote(conversation, "one phone", number, value, at=NOW)


def adding(conversation: Conversation) -> Callable[[], object]:
    return lambda: add(conversation, "one phone", SECRET, at=NOW)


def closing(conversation: Conversation, by: Person) -> Callable[[], object]:
    mine = Person.objects.get(pk=by.pk)
    assert mine.sight.desk_offices  # read before the threads start, as a request would
    return lambda: close(conversation, by=mine, at=NOW)


def errors(outcomes: list[object]) -> list[object]:
    return [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refused)]


@pytest.mark.parametrize("round_", range(3))
def test_the_same_phone_twice_at_once_is_one_vote(town: Cast, round_: int) -> None:
    conversation = opened(town)

    outcomes = at_once(*[voting(conversation, value) for value in (1, 1, -1, 1)])

    assert not errors(outcomes), outcomes
    assert (Participant.objects.count(), Vote.objects.count()) == (1, 1)


def test_without_the_constraint_it_would_count_as_several(town: Cast, unguarded: None) -> None:
    conversation = opened(town)

    with locks.switched_off():
        outcomes = at_once(*[voting(conversation) for _ in range(4)])

    assert Participant.objects.count() > 1, outcomes


def test_what_somebody_adds_twice_at_once_waits_once(town: Cast) -> None:
    conversation = opened(town)

    outcomes = at_once(*[adding(conversation) for _ in range(4)])

    assert not errors(outcomes), outcomes
    assert Statement.objects.filter(text=SECRET).count() == 1
    assert Participant.objects.get().added == 1


def test_without_the_lock_it_goes_wrong(town: Cast) -> None:
    def trial() -> bool:
        conversation = opened(town)
        with locks.switched_off():
            outcomes = at_once(*[adding(conversation) for _ in range(4)])
        return bool(errors(outcomes)) or conversation.statements.filter(text=SECRET).count() > 1

    assert any(trial() for _ in range(20))


def counts_agree(conversation: Conversation) -> bool:
    """What the closing says had come is what is there."""
    row = ConversationClosing.objects.get(conversation=conversation)
    return row.votes == Vote.objects.filter(statement__conversation=conversation).count()


@pytest.mark.parametrize("round_", range(5))
def test_an_answer_comes_before_the_closing_or_not_at_all(town: Cast, round_: int) -> None:
    conversation = opened(town)
    voting(conversation, number=1)()

    outcomes = at_once(voting(conversation, number=2), closing(conversation, town.officer))

    assert not errors(outcomes), outcomes
    assert counts_agree(conversation)
    assert fresh(conversation).closing.people == 1


def test_without_the_lock_an_answer_slips_in_behind_the_closing(town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not left to luck: the answer comes between the count and the forgetting of the keys."""
    conversation = opened(town)
    voting(conversation, number=1)()

    def meanwhile(_ids: list[int]) -> None:
        with pytest.raises(Refused):
            voting(conversation, number=2)()

    monkeypatch.setattr(conversations, "_shuffle", meanwhile)
    with locks.switched_off():
        closing(conversation, town.officer)()

    assert not counts_agree(conversation)
