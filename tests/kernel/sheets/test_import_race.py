"""Several people bring in the same file at the same instant: its rows are written once."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from sanxin.kernel import locks
from sanxin.kernel.actions.sheet_imports import check_rows, choose_mapping, import_rows, open_table, upload
from sanxin.kernel.models import ImportedRow, SheetImport
from sanxin.kernel.sheets import kinds
from sanxin.kernel.sheets.kinds import Applied, SheetKind
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.rows import Row
from tests.cast import Cast, make_cast
from tests.conftest import NOW
from tests.kernel.sheets.builders import GOOD, HEADERS, VOICES, sheet

Together = Callable[..., list[Any]]
AT_ONCE, TRIALS = 4, 20


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> SheetKind:
    def apply(rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
        return Applied(added=len(rows))

    monkeypatch.setattr(kinds, "_kinds", {})
    return kinds.register(replace(VOICES, apply=apply, may_import=lambda _person: True))


def checked(kind: SheetKind, cast: Cast, text: str) -> SheetImport:
    row = (GOOD[0], text, *GOOD[2:])
    made = upload(sheet(HEADERS, row), "声音.xlsx", kind=kind, by=cast.officer, at=NOW)
    choose_mapping(made, mapping=mapping_of(match(open_table(made)[0].headers, kind)), by=cast.officer, at=NOW)
    check_rows(made, by=cast.officer, at=NOW)
    return made


def added_at_once(together: Together, kind: SheetKind, cast: Cast, text: str) -> list[Any]:
    """How many rows each of them added, or what it met instead."""
    files = [checked(kind, cast, text) for _ in range(AT_ONCE)]
    done = together(*(partial(import_rows, one, correct_only=False, by=cast.officer, at=NOW) for one in files))
    return [result if isinstance(result, Exception) else result.added for result in done]


def test_with_the_lock_one_adds_and_the_others_find_it_there(together: Together, kind: SheetKind) -> None:
    cast = make_cast()

    assert sorted(added_at_once(together, kind, cast, "路灯不亮")) == [0] * (AT_ONCE - 1) + [1]
    assert ImportedRow.objects.count() == 1


def test_without_the_lock_more_than_one_believes_to_have_added_it(together: Together, kind: SheetKind) -> None:
    cast = make_cast()

    for trial in range(TRIALS):
        with locks.switched_off():
            added = added_at_once(together, kind, cast, f"第 {trial} 盏路灯不亮")
        if [one for one in added if one != 0] != [1]:
            return
    pytest.fail("the race never showed: the lock proves nothing")
