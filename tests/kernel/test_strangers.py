"""Counting addresses without knowing them."""

import pytest
from django.test import RequestFactory

from sanxin.kernel.http import strangers
from sanxin.kernel.http.strangers import StrangerLimiter


def test_counts_are_forgotten_with_their_key(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, request = StrangerLimiter(), RequestFactory().get("/")
    at = [1000.0]
    monkeypatch.setattr(strangers.time, "monotonic", lambda: at[0])

    assert [limiter.allows(request, "send", 1) for _ in range(2)] == [True, False]
    key = limiter._key
    at[0] += strangers.WINDOW

    assert limiter.allows(request, "send", 1)
    assert limiter._key != key


def test_no_address_stands_in_memory_as_it_is() -> None:
    limiter = StrangerLimiter()
    limiter.allows(RequestFactory().get("/", REMOTE_ADDR="10.1.2.3"), "send", 1)

    assert all(b"10.1.2.3" not in mark for mark in limiter._counts)
