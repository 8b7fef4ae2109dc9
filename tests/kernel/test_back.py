"""Whoever was refused is led back to the page they came from, and to no other house."""

import pytest
from django.test import RequestFactory

from sanxin.kernel.http.back import came_from


@pytest.mark.parametrize(
    ("referer", "path"),
    [
        ("http://testserver/research/?state=proposed", "/research/?state=proposed"),
        ("http://testserver/ledger/", "/ledger/"),
        ("http://elsewhere.example/ledger/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_the_way_back_never_leaves_the_house(referer: str, path: str) -> None:
    assert came_from(RequestFactory(headers={"Referer": referer}).post("/")) == path
