"""A sheet is brought in: uploaded, its columns confirmed, checked, written once."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from openpyxl import load_workbook
from pytest_django import Settings

from sanxin.kernel.actions.sheet_imports import (
    KEPT,
    check_rows,
    choose_mapping,
    forget_files,
    import_rows,
    open_table,
    upload,
)
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.models import Event, ImportedRow, SheetCheck, SheetImport, SheetMapping, SheetWriting
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.sheets import kinds
from sanxin.kernel.sheets.kinds import Applied, SheetKind, Write
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.rows import Row
from sanxin.people.models import Unit
from tests.cast import Cast
from tests.kernel.sheets.builders import GOOD, HEADERS, VOICES, hand_made, sheet

WRONG = (2, "水渠", "昨天", "众埠镇", None, None, None, None)
OTHER = (3, "井盖", "2026.3.6", "洪岩镇", None, None, None, None)


class Heart:
    """Stands for a heart that writes rows: remembers what it was given."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.fails = False

    def apply(self, rows: Sequence[Row], *, by: Any, at: datetime) -> Applied:
        self.rows += rows
        if self.fails:
            raise Refused("heart.full", "写不下了")
        return Applied(added=len(rows))


@pytest.fixture
def heart() -> Heart:
    return Heart()


@pytest.fixture
def kind(heart: Heart, monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Iterator[SheetKind]:
    monkeypatch.setattr(kinds, "_kinds", {})
    may = {cast.officer.id, cast.colleague.id}
    return kinds.register(replace(VOICES, apply=heart.apply, may_import=lambda person: person.id in may))


def brought(
    kind: SheetKind, cast: Cast, now: datetime, file: BytesIO, name: str = "声音.xlsx", office: Unit | None = None
) -> SheetImport:
    """Uploaded, its columns confirmed as recognised, checked."""
    made = upload(file, name, kind=kind, by=cast.officer, at=now)
    if office:
        made.office_id = office.id
        made.save(update_fields=["office_id"])
    table, _names = open_table(made)
    choose_mapping(made, mapping=mapping_of(match(table.headers, kind)), by=cast.officer, at=now)
    check_rows(made, by=cast.officer, at=now)
    return made


def test_rows_are_written_once_by_the_heart(kind: SheetKind, heart: Heart, cast: Cast, now: datetime) -> None:
    made = brought(kind, cast, now, sheet(["登记表"], HEADERS, GOOD, OTHER))

    written = import_rows(made, correct_only=False, by=cast.officer, at=now)

    assert [row.values["text"] for row in heart.rows] == ["村口路灯不亮", "井盖"]
    assert (written.added, written.left_out) == (2, 0)
    with pytest.raises(Refused, match="已经导入过"):
        import_rows(made, correct_only=False, by=cast.officer, at=now)


def test_each_verb_leaves_one_event_without_a_word_of_the_rows(kind: SheetKind, cast: Cast, now: datetime) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD, WRONG))
    import_rows(made, correct_only=True, by=cast.officer, at=now)

    events = Event.objects.filter(subject_rows__subject_id=made.id).order_by("seq")

    assert [event.text for event in events] == [
        "上传了“声音”的表格",
        "确认了 7 列的对应",
        "检查了 2 行：可导入 1 行，有错 1 行",
        "导入“声音”：新增 1，更新 0，未导入 1",
    ]
    assert "路灯" not in json.dumps([event.facts for event in events], ensure_ascii=False)


def test_the_same_file_twice_adds_nothing(kind: SheetKind, heart: Heart, cast: Cast, now: datetime) -> None:
    for _time in range(2):
        made = brought(kind, cast, now, sheet(HEADERS, GOOD, OTHER))
        written = import_rows(made, correct_only=False, by=cast.officer, at=now)

    assert len(heart.rows) == 2
    assert (written.added, written.left_out) == (0, 2)
    assert made.last_check().count("known") == 2  # type: ignore[union-attr]


def test_another_office_may_hold_the_same_list(kind: SheetKind, heart: Heart, cast: Cast, now: datetime) -> None:
    import_rows(brought(kind, cast, now, sheet(HEADERS, GOOD)), correct_only=False, by=cast.officer, at=now)
    elsewhere = brought(kind, cast, now, sheet(HEADERS, GOOD), office=cast.transport)

    written = import_rows(elsewhere, correct_only=False, by=cast.officer, at=now)

    assert written.added == 1
    assert len(heart.rows) == 2


def test_rows_from_before_offices_were_told_apart_count_for_the_county(
    kind: SheetKind, heart: Heart, cast: Cast, now: datetime
) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD))
    import_rows(made, correct_only=False, by=cast.officer, at=now)
    ImportedRow.objects.update(office_id=cast.county.id)

    again = brought(kind, cast, now, sheet(HEADERS, GOOD))

    assert again.last_check().count("known") == 1  # type: ignore[union-attr]


def test_what_is_kept_of_a_row_cannot_be_tried_out_without_our_key(
    kind: SheetKind, cast: Cast, now: datetime, settings: Settings
) -> None:
    import_rows(brought(kind, cast, now, sheet(HEADERS, GOOD)), correct_only=False, by=cast.officer, at=now)
    settings.FIELD_KEY = "another key"

    again = brought(kind, cast, now, sheet(HEADERS, GOOD))

    assert again.last_check().count("known") == 0  # type: ignore[union-attr]


def test_a_kind_may_make_its_rows_ready_before_the_transaction(
    kind: SheetKind, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD, OTHER))
    known = ImportedRow.known
    monkeypatch.setattr(ImportedRow, "since", staticmethod(lambda made, last: {taken[0]}))  # somebody was faster
    told: list[str] = []
    taken: list[str] = []

    @contextmanager
    def prepare(rows: Sequence[Row], *, by: Any, at: datetime) -> Iterator[Write]:
        told.append(f"ready {len(rows)}, {connection.in_atomic_block - outer}")
        taken.append(rows[0].digest)
        yield lambda taken: Applied(added=len([row for row in rows if row.digest not in taken]))
        told.append("over")

    outer = connection.in_atomic_block
    monkeypatch.setitem(kinds._kinds, kind.key, replace(kind, prepare=prepare))
    written = import_rows(made, correct_only=False, by=cast.officer, at=now)

    assert told == ["ready 2, 0", "over"]
    assert (written.added, written.left_out) == (1, 1)
    assert not known(made, taken)


def test_two_people_with_the_same_file_at_once_add_it_once(
    kind: SheetKind, heart: Heart, cast: Cast, now: datetime
) -> None:
    one, two = (brought(kind, cast, now, sheet(HEADERS, GOOD)) for _time in range(2))

    import_rows(one, correct_only=False, by=cast.officer, at=now)
    import_rows(two, correct_only=False, by=cast.officer, at=now)

    assert len(heart.rows) == 1


def test_wrong_rows_stop_everything_unless_only_the_correct_ones_are_asked_for(
    kind: SheetKind, heart: Heart, cast: Cast, now: datetime
) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD, WRONG))

    with pytest.raises(Refused, match="有1行有错"):
        import_rows(made, correct_only=False, by=cast.officer, at=now)
    assert heart.rows == []

    assert import_rows(made, correct_only=True, by=cast.officer, at=now).left_out == 1


def test_a_failure_in_the_middle_leaves_nothing(kind: SheetKind, heart: Heart, cast: Cast, now: datetime) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD))
    heart.fails = True

    with pytest.raises(Refused, match="写不下了"):
        import_rows(made, correct_only=False, by=cast.officer, at=now)

    assert not ImportedRow.objects.exists()
    assert not SheetWriting.objects.exists()
    assert not Event.objects.filter(name="kernel.sheet.imported").exists()


def test_the_returned_file_is_kept_and_what_was_wrong_is_encrypted(kind: SheetKind, cast: Cast, now: datetime) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD, WRONG))

    page = load_workbook(BytesIO(place_of(made.returned).read_bytes())).worksheets[0]

    assert "昨天" in str(page["I3"].value)
    assert json.loads(SheetCheck.objects.get().first_wrong)[0][0] == 3


def test_the_confirmed_columns_are_remembered_for_the_county(kind: SheetKind, cast: Cast, now: datetime) -> None:
    first = upload(sheet(["来信摘要", "哪天"], ["路灯", "2026-03-05"]), "a.xlsx", kind=kind, by=cast.officer, at=now)
    choose_mapping(first, mapping={0: "text", 1: "heard_on"}, by=cast.officer, at=now)

    again = upload(
        sheet(["标题"], ["来信摘要", "哪天"], ["井", "2026-03-06"]), "b.xlsx", kind=kind, by=cast.colleague, at=now
    )
    table, _names = open_table(again)
    found = match(table.headers, kind, SheetMapping.remembered(cast.county.id, kind.key))

    assert table.header_row == 2
    assert mapping_of(found) == {0: "text", 1: "heard_on"}


def test_a_column_that_must_be_there(kind: SheetKind, cast: Cast, now: datetime) -> None:
    made = upload(sheet(HEADERS, GOOD), "a.xlsx", kind=kind, by=cast.officer, at=now)

    with pytest.raises(Refused, match="“日期”"):
        choose_mapping(made, mapping={1: "text"}, by=cast.officer, at=now)
    with pytest.raises(Refused, match="只能对应一列"):
        choose_mapping(made, mapping={1: "text", 2: "heard_on", 3: "text"}, by=cast.officer, at=now)


def test_nothing_is_written_before_the_check(kind: SheetKind, cast: Cast, now: datetime) -> None:
    made = upload(sheet(HEADERS, GOOD), "a.xlsx", kind=kind, by=cast.officer, at=now)

    with pytest.raises(Refused, match="确认各列"):
        check_rows(made, by=cast.officer, at=now)
    with pytest.raises(Refused, match="先检查"):
        import_rows(made, correct_only=True, by=cast.officer, at=now)


def test_a_person_who_may_not(kind: SheetKind, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotAllowed, match="没有导入“声音”的权限"):
        upload(sheet(HEADERS, GOOD), "a.xlsx", kind=kind, by=cast.leader, at=now)


def test_a_hostile_file_leaves_no_trace(kind: SheetKind, cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="宏"):
        upload(hand_made("", ("xl/vbaProject.bin", b"x")), "a.xlsx", kind=kind, by=cast.officer, at=now)

    assert not SheetImport.objects.exists()
    assert not Event.objects.exists()


def test_many_rows_take_a_constant_number_of_queries_a_batch(
    kind: SheetKind, heart: Heart, cast: Cast, now: datetime, django_assert_max_num_queries: Any
) -> None:
    rows = [(n, f"第{n}件", "2026-03-05", None, None, None, None, None) for n in range(3000)]
    made = brought(kind, cast, now, sheet(HEADERS, *rows))
    seen: list[tuple[int, int]] = []

    with django_assert_max_num_queries(60):
        import_rows(made, correct_only=False, by=cast.officer, at=now, progress=lambda *told: seen.append(told))

    assert seen == [(1000, 3000), (2000, 3000), (3000, 3000)]
    assert ImportedRow.objects.count() == len(heart.rows) == 3000


def test_an_uploaded_file_is_forgotten_after_its_time(kind: SheetKind, heart: Heart, cast: Cast, now: datetime) -> None:
    made = brought(kind, cast, now, sheet(HEADERS, GOOD, WRONG))

    assert "村口路灯不亮" in made.last_check().samples  # type: ignore[union-attr]
    assert forget_files(now + KEPT) == 0
    assert forget_files(now + KEPT + timedelta(minutes=1)) == 1

    assert not place_of(made.stored).exists()
    assert not place_of(made.returned).exists()
    assert made.last_check().samples == ""  # type: ignore[union-attr]
    with pytest.raises(Refused, match="保留期"):
        import_rows(made, correct_only=True, by=cast.officer, at=now)
