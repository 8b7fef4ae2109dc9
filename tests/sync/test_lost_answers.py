"""An answer that never comes back: whatever was written stays once, and the same question gets the same answer."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction

from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from sanxin.service.models import Voice
from sanxin.sync.actions import operations as applying
from sanxin.sync.actions import visits
from sanxin.sync.actions.operations import Answer, apply_all
from sanxin.sync.models import Receipt
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.fieldwork.visit_builders import PRAISE, a_visit
from tests.kernel.file_database import file_database
from tests.ledger.test_races import at_once
from tests.sync.phones import Phone, SignIn, a_line, correction, recording

TRIALS, TABS, EACH = 5, 4, 3


@pytest.fixture
def town(threads_db: None) -> Iterator[Cast]:
    with file_database(), clock.frozen(NOW):
        yield make_cast()


def sending(cast: Cast, queue: list[Any]) -> Callable[[], list[Answer]]:
    def send() -> list[Answer]:
        with clock.frozen(NOW):
            return apply_all(queue, by=cast.officer, branch="phone", at=NOW)

    return send


def visiting(cast: Cast) -> Callable[[], object]:
    def visit() -> object:
        with clock.frozen(NOW):
            return a_visit(cast, PRAISE, by=cast.colleague)

    return visit


def test_sent_again_while_the_first_is_still_on_its_way(town: Cast) -> None:
    for trial in range(1, TRIALS + 1):
        queue = [recording(town, a_line(), a_line("桥栏断了", difficulty=True)) for _ in range(EACH)]

        *answers, _office = at_once(*[sending(town, queue)] * TABS, visiting(town))

        outcomes = sorted(one["outcome"] for told in answers for one in told)  # type: ignore[attr-defined]
        assert outcomes == ["already"] * EACH * (TABS - 1) + ["applied"] * EACH
        assert Visit.objects.filter(officer=town.officer).count() == trial * EACH
        assert Receipt.objects.count() == trial * EACH

    assert Voice.objects.filter(heard_by=town.officer).count() == TRIALS * EACH * 2


@pytest.mark.django_db(transaction=True)
def test_what_breaks_after_the_writing_is_told_as_done_the_next_time(
    cast: Cast, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(*given: Any) -> dict[str, Any]:
        def stumble() -> None:
            raise RuntimeError("the row is written, the rest is not")

        transaction.on_commit(stumble)
        return visits.record(*given)

    phone, sent = Phone(client_of(cast.officer)), recording(cast, a_line())
    with monkeypatch.context() as patch:
        patch.setitem(applying.KINDS, "record_visit", stumbling)
        (first,) = phone.send(sent)

    (again,) = phone.send(sent)

    assert (first["outcome"], first["retry"], again["outcome"]) == ("refused", True, "already")
    assert (Visit.objects.count(), Voice.objects.count(), Receipt.objects.count()) == (1, 1, 1)


def test_a_question_nobody_heard_is_asked_again(cast: Cast, client_of: SignIn) -> None:
    phone, office = Phone(client_of(cast.officer)), Phone(client_of(cast.officer))
    sent = recording(cast)
    phone.send(sent)
    office.send(correction(sent["values"]["visit"], base=1, people=9))
    late = correction(sent["values"]["visit"], base=1, people=7)

    (unheard,), (asked,) = phone.send(late), phone.send(late)

    assert asked == unheard
    assert (asked["outcome"], asked["mine"]["people"], asked["theirs"]["people"]) == ("question", 7, 9)
