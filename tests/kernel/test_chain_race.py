"""Many write to one chain at once; it stays one chain. Two-sided, as with the counters."""

from collections.abc import Callable
from typing import Any

import pytest

from sanxin.kernel import audit, locks, sentences
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.ids import NIL
from sanxin.kernel.models import Event
from tests.conftest import NOW

sentences.register("test.thing.done", "办了 {what}")
THREADS = 24
Together = Callable[..., list[Any]]


@pytest.fixture(autouse=True)
def _home(settings: Any, tmp_path: Any) -> None:
    settings.HOME = tmp_path


@action
def note() -> int:
    return record("test.thing.done", by=None, at=NOW, about=[("thing", NIL)]).seq


def test_without_locks_two_acts_want_the_same_place(together: Together) -> None:
    with locks.switched_off():
        results = together(*[note] * THREADS)

    assert any(isinstance(result, Exception) for result in results), "the unique place in the chain was not fought for"


def test_with_locks_every_act_has_its_place_in_one_chain(together: Together) -> None:
    results = together(*[note] * THREADS)

    assert sorted(results) == list(range(1, THREADS + 1))
    assert Event.objects.count() == THREADS
    assert audit.verify() == []
