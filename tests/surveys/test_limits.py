"""Counting addresses without knowing them."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from sanxin.surveys import limits
from sanxin.surveys.limits import Limiter, address_of


def test_counts_are_forgotten_with_their_key(monkeypatch: pytest.MonkeyPatch) -> None:
    limiter, request = Limiter(), RequestFactory().get("/")
    at = [1000.0]
    monkeypatch.setattr(limits.time, "monotonic", lambda: at[0])

    assert [limiter.allows(request, "send", 1) for _ in range(2)] == [True, False]
    key = limiter._key
    at[0] += limits.WINDOW

    assert limiter.allows(request, "send", 1)
    assert limiter._key != key


def test_no_address_stands_in_memory_as_it_is() -> None:
    limiter = Limiter()
    limiter.allows(RequestFactory().get("/", REMOTE_ADDR="10.1.2.3"), "send", 1)

    assert all(b"10.1.2.3" not in mark for mark in limiter._counts)


def test_behind_a_proxy_the_one_it_names_last_is_meant(settings: LazySettings) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 10.1.2.3")

    settings.SECURE_PROXY_SSL_HEADER = None
    assert address_of(request) == "10.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert address_of(request) == "10.1.2.3"
