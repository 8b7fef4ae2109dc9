"""Kinds are registered once and described without contradiction."""

from dataclasses import replace

import pytest

from sanxin.kernel.sheets import kinds
from sanxin.kernel.sheets.columns import Column
from tests.kernel.sheets.builders import VOICES


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_kinds", {})


def test_a_registered_kind_is_found_by_key_and_person() -> None:
    kinds.register(VOICES)
    kinds.register(replace(VOICES, key="test.closed", may_import=lambda person: False))

    assert kinds.kind_of("test.voice") is VOICES
    assert kinds.kinds_for("程晓岚") == [VOICES]


def test_a_key_is_registered_once() -> None:
    kinds.register(VOICES)
    kinds.register(VOICES)

    with pytest.raises(ValueError, match="twice"):
        kinds.register(replace(VOICES))


def test_columns_have_different_keys() -> None:
    with pytest.raises(ValueError, match="share a key"):
        replace(VOICES, columns=(Column("a", "甲"), Column("a", "乙")))


def test_identity_names_columns() -> None:
    with pytest.raises(ValueError, match="unknown columns"):
        replace(VOICES, identity=("number",))


def test_an_unknown_column() -> None:
    with pytest.raises(KeyError):
        VOICES.column("fax")


def test_a_family_makes_the_kind_of_one_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_families", {})
    seven = replace(VOICES, key="test.family:7", label="表 7")
    kinds.register_family("test.family", {"7": seven}.get)

    assert kinds.kind_of("test.family:7").label == "表 7"
    assert kinds.label_of("test.family:7") == "表 7"
    assert kinds.label_of("test.family:8") == "test.family:8"
    with pytest.raises(KeyError):
        kinds.kind_of("test.family:8")
