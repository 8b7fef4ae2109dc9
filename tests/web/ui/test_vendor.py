"""Files of others are exactly those that were pinned."""

from dataclasses import replace
from pathlib import Path

import pytest

from sanxin.web import vendor


def test_every_vendored_file_is_the_pinned_one() -> None:
    assert vendor.main(["--check"]) == 0


def test_every_vendored_file_is_pinned() -> None:
    assert {path.name for path in vendor.FOLDER.iterdir()} == {pin.target for pin in vendor.read_pins()}


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    pin = vendor.read_pins()[0]
    (tmp_path / pin.target).write_text("something else")

    assert vendor.differing([pin], tmp_path) == [pin]
    assert vendor.differing([replace(pin, target="missing.js")], tmp_path) != []


def test_a_check_that_fails_says_which(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [replace(pin, sha256="0" * 64) for pin in vendor.read_pins()]
    monkeypatch.setattr(vendor, "read_pins", lambda: wrong)

    assert vendor.main(["--check"]) == 1
    assert "htmx.min.js" in capsys.readouterr().err


def test_pins_name_no_address() -> None:
    text = vendor.PINS.read_text(encoding="utf-8")

    assert "://" not in text
    assert "www." not in text
