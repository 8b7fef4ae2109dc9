"""The kind that brings most rows: a hotline's voices are made ready before the transaction and written in it."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanxin.kernel import search
from sanxin.kernel.actions import sheet_imports as actions
from sanxin.kernel.models import Event, SearchEntry, SheetImport
from sanxin.kernel.sheets import kind_of
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.kernel.sheets.builders import sheet

HEADERS = ("工单编号", "受理时间", "诉求内容")
KIND = "service.voices"


def brought(cast: Cast, now: datetime, *words: str) -> SheetImport:
    rows = [(f"{at}", "2026-03-05 09:20", text) for at, text in enumerate(words)]
    return uploaded(cast, now, sheet(HEADERS, *rows))


def uploaded(cast: Cast, now: datetime, file: BytesIO) -> SheetImport:
    kind = kind_of(KIND)
    made = actions.upload(file, "声音.xlsx", kind=kind, by=cast.officer, at=now)
    table, _names = actions.open_table(made)
    actions.choose_mapping(made, mapping=mapping_of(match(table.headers, kind)), by=cast.officer, at=now)
    actions.check_rows(made, by=cast.officer, at=now)
    return made


def written(made: SheetImport, cast: Cast, now: datetime) -> tuple[int, int, int]:
    done = actions.import_rows(made, correct_only=False, by=cast.officer, at=now)
    return done.added, done.unchanged, done.left_out


def test_voices_stand_can_be_found_and_have_one_event(cast: Cast, now: datetime) -> None:
    made = brought(cast, now, "竹坑村的路灯坏了", "水渠堵了", "水渠又堵了")

    assert written(made, cast, now) == (3, 0, 0)
    assert Voice.objects.filter(office=cast.department).count() == 3
    assert [len(group.hits) for group in search.find(cast.officer, "水渠")] == [2]
    assert Event.objects.filter(name="service.voices.imported").count() == 1


def test_the_same_rows_in_another_file_add_nothing(cast: Cast, now: datetime) -> None:
    written(brought(cast, now, "路灯坏了", "水渠堵了"), cast, now)

    assert written(brought(cast, now, "路灯坏了", "水渠堵了", "井盖没了"), cast, now) == (1, 0, 2)
    assert Voice.objects.count() == 3


def test_who_was_faster_with_the_same_rows_is_noticed_in_the_transaction(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = brought(cast, now, "路灯坏了", "水渠堵了"), brought(cast, now, "路灯坏了")
    between(monkeypatch, lambda: written(other, cast, now))

    assert written(mine, cast, now) == (1, 0, 1)
    assert sorted(Voice.objects.values_list("text", flat=True)) == ["水渠堵了", "路灯坏了"]
    assert [len(group.hits) for group in search.find(cast.officer, "路灯")] == [1]


def test_a_voice_that_came_another_way_meanwhile_is_left_alone(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(cast, now, "路灯坏了")
    row = actions._read(made, kind_of(KIND), by=cast.officer, at=now, progress=None)[1].rows[0]
    between(monkeypatch, lambda: kind_of(KIND).apply([row], by=cast.officer, at=now))

    assert written(made, cast, now) == (0, 1, 0)
    assert Voice.objects.count() == 1


def test_a_failure_leaves_no_voice_and_no_word_of_one(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, before = brought(cast, now, "路灯坏了"), SearchEntry.objects.count()

    def broken(*told: object, **more: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(actions, "_record", broken)
    with pytest.raises(OSError, match="disk"):
        actions.import_rows(made, correct_only=False, by=cast.officer, at=now)

    assert (Voice.objects.count(), SearchEntry.objects.count()) == (0, before)


def test_many_rows_take_as_many_statements_as_a_few(cast: Cast, now: datetime) -> None:
    counts = []
    for many in (30, 300):
        rows = [(f"{many}-{n}", "2026-03-05 09:20", "路灯坏了") for n in range(many)]
        made = uploaded(cast, now, sheet(HEADERS, *rows))
        with CaptureQueriesContext(connection) as queries:
            written(made, cast, now)
        counts.append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))

    assert counts[0] == counts[1]


def between(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once, after an import has made its rows ready and before it writes them."""
    write = actions._write

    def later(*told: object, **more: object) -> object:
        monkeypatch.setattr(actions, "_write", write)
        happens()
        return write(*told, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "_write", later)
