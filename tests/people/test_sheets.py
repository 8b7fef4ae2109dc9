"""Units, villages and people from sheets: the same file twice adds nothing."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.roles import Role
from sanxin.kernel.sheets import Applied, Context, Row, SheetKind, kinds_for
from sanxin.kernel.sheets.rows import digest_of
from sanxin.people import sheets
from sanxin.people.models import Person, Post, Unit
from tests.cast import Cast


def rows_of(kind: SheetKind, *told: dict[str, Any]) -> list[Row]:
    rows = []
    for number, words in enumerate(told, start=2):
        values = {column.key: None for column in kind.columns} | words
        rows.append(Row(number, values, digest_of(kind.key, values), digest_of(kind.key, values)))
    return rows


def faults(kind: SheetKind, rows: Sequence[Row], cast: Cast, now: datetime) -> list[tuple[int, str, str]]:
    context = Context(by=cast.administrator, unit=cast.county.id, at=now)
    return [(fault.number, fault.column, fault.sentence) for fault in kind.check_rows(rows, context)]


UNITS = (
    {"office": "市民政局", "section": "办公室"},
    {"office": "市民政局", "section": "基层政权科", "short_name": "基政科"},
    {"office": "市委组织部", "section": "组织二科", "short_name": "组二"},
    {"office": "市卫健委", "code": "360281-WJW"},
)
VILLAGES = (
    {
        "name": "沙洲村",
        "town": "洪岩镇",
        "code": "360281106203",
        "longitude": Decimal("117.3"),
        "latitude": Decimal("28.9"),
    },
    {
        "name": "竹坑村",
        "town": "洪岩镇",
        "code": "360281106201",
        "longitude": Decimal("117.4"),
        "latitude": Decimal("28.8"),
    },
)
PERSONS = (
    {"name": "方敏", "staff_number": "lp100", "office": "市委组织部", "section": "组织二科", "role": "officer",
     "since": date(2026, 3, 5), "phone": "13812342210"},
    {"name": "余根", "staff_number": "lp101", "office": "洪岩镇", "section": "竹坑村", "role": "liaison",
     "since": date(2026, 3, 5)},
    {"name": "程晓岚", "staff_number": "lp001", "office": "市委组织部", "section": "组织二科", "role": "officer",
     "since": date(2026, 3, 5)},
)  # fmt: skip


def test_offices_and_sections_are_set_up(cast: Cast, now: datetime) -> None:
    done = sheets.apply_units(rows_of(sheets.UNITS, *UNITS), by=cast.administrator, at=now)

    assert done == Applied(added=3, updated=1, unchanged=0)
    section = Unit.objects.select_related("office").get(name="基层政权科")
    assert section.office is not None
    assert (section.office.name, section.short_name, section.code) == ("市民政局", "基政科", "360281-U3")
    assert Unit.objects.get(code="360281-WJW").level == "office"
    assert timeline(section.id)[0].text == "从表格写入单位：新增 4，更新 1"


def test_villages_get_code_and_place(cast: Cast, now: datetime) -> None:
    done = sheets.apply_villages(rows_of(sheets.VILLAGES, *VILLAGES), by=cast.administrator, at=now)

    made = Unit.objects.get(name="沙洲村")
    assert done == Applied(added=1, updated=1, unchanged=0)
    assert (made.path, made.office_id, made.longitude) == (f"{cast.town.path}360281106203/", made.id, 117.3)


def test_people_come_with_posts(cast: Cast, now: datetime) -> None:
    done = sheets.apply_persons(rows_of(sheets.PERSONS, *PERSONS), by=cast.administrator, at=now)

    assert done == Applied(added=2, updated=0, unchanged=1)
    liaison = Post.objects.get(person__staff_number="lp101")
    assert (liaison.role, liaison.unit, liaison.since) == (Role.LIAISON, cast.village, date(2026, 3, 5))
    assert Person.objects.get(staff_number="lp100").phone == "13812342210"
    assert "13812342210" not in str(Event.objects.values_list("facts", flat=True))


@pytest.mark.parametrize(
    ("apply", "kind", "told"),
    [
        (sheets.apply_units, sheets.UNITS, UNITS),
        (sheets.apply_villages, sheets.VILLAGES, VILLAGES),
        (sheets.apply_persons, sheets.PERSONS, PERSONS),
    ],
)
def test_the_same_rows_twice_add_nothing(cast: Cast, now: datetime, apply: Any, kind: SheetKind, told: Any) -> None:
    apply(rows_of(kind, *told), by=cast.administrator, at=now)
    before = Event.objects.count()

    again = apply(rows_of(kind, *told), by=cast.administrator, at=now)

    assert (again.added, again.updated) == (0, 0)
    assert Event.objects.count() == before


def test_a_second_post_of_one_person_is_added(cast: Cast, now: datetime) -> None:
    second = PERSONS[0] | {"section": "组织一科"}

    done = sheets.apply_persons(rows_of(sheets.PERSONS, PERSONS[0], second), by=cast.administrator, at=now)

    assert done.added + done.updated == 2
    assert Post.objects.filter(person__staff_number="lp100").count() == 2


def test_a_thousand_people_cost_as_many_questions_as_ten(
    cast: Cast, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def many(first: int, count: int) -> list[Row]:
        told = (PERSONS[0] | {"staff_number": f"x{number}"} for number in range(first, first + count))
        return rows_of(sheets.PERSONS, *told)

    with django_assert_max_num_queries(40):
        sheets.apply_persons(many(0, 10), by=cast.administrator, at=now)
    with django_assert_max_num_queries(60):  # inserts go in batches
        sheets.apply_persons(many(10, 1000), by=cast.administrator, at=now)


def test_what_single_cells_cannot_show(cast: Cast, now: datetime) -> None:
    wrong = (
        PERSONS[0] | {"office": "市财政局", "section": ""},
        PERSONS[1] | {"section": "沙洲村"},
        PERSONS[2] | {"role": "auditor", "section": ""},
    )

    assert faults(sheets.PERSONS, rows_of(sheets.PERSONS, *wrong), cast, now) == [
        (2, "office", "本县没有“市财政局”，或有同名的。先导入单位"),
        (3, "office", "本县没有“洪岩镇 沙洲村”，或有同名的。先导入单位"),
        (4, "role", "管理员、审计员和办事的角色不能由同一个人同时担任。"),
    ]


def test_villages_need_their_township_and_a_place_on_earth(cast: Cast, now: datetime) -> None:
    wrong = (
        VILLAGES[0] | {"town": "礼林镇"},
        VILLAGES[0] | {"code": "360281106202"},
        VILLAGES[0] | {"latitude": Decimal("128.9")},
    )

    assert [row[:2] for row in sorted(faults(sheets.VILLAGES, rows_of(sheets.VILLAGES, *wrong), cast, now))] == [
        (2, "town"),
        (3, "code"),
        (4, "latitude"),
    ]


def test_a_code_in_use_is_told(cast: Cast, now: datetime) -> None:
    rows = rows_of(sheets.UNITS, {"office": "市卫健委", "code": "360281-JTJ"})

    assert faults(sheets.UNITS, rows, cast, now) == [(2, "code", "代码已用于“市交通运输局”")]


def test_one_code_for_two_units_of_a_sheet_is_told(cast: Cast, now: datetime) -> None:
    rows = rows_of(
        sheets.UNITS,
        {"office": "市卫健委", "section": "办公室", "code": "360281-WJW"},
        {"office": "市卫健委", "section": "医政科", "code": "360281-WJW"},
        {"office": "市交通运输局", "section": "办公室", "code": "360281-JTJ"},
        {"office": "市交通运输局", "code": "360281-JTJ", "short_name": "交通局"},
    )
    villages = rows_of(sheets.VILLAGES, VILLAGES[0], VILLAGES[0] | {"name": "沙洲新村"}, VILLAGES[1])

    assert faults(sheets.UNITS, rows, cast, now) == [
        (3, "code", "代码 360281-WJW 在第 2 行已用过"),
        (4, "code", "代码已用于“市交通运输局”"),
    ]
    assert faults(sheets.VILLAGES, villages, cast, now) == [(3, "code", "代码 360281106203 在第 2 行已用过")]


def test_the_code_of_a_closed_unit_is_not_given_again(cast: Cast, now: datetime) -> None:
    Unit.objects.filter(pk=cast.village.pk).update(closed_on=now.date())

    assert [row[:2] for row in faults(sheets.VILLAGES, rows_of(sheets.VILLAGES, VILLAGES[1]), cast, now)] == [
        (2, "code")
    ]


def test_only_administrators_bring_them_in(cast: Cast, now: datetime) -> None:
    ours = {"people.units", "people.villages", "people.persons"}

    assert ours <= {kind.key for kind in kinds_for(cast.administrator)}
    for person in (cast.officer, cast.leader, cast.auditor, cast.liaison):
        assert ours.isdisjoint(kind.key for kind in kinds_for(person))
    with pytest.raises(NotAllowed):
        sheets.apply_persons(rows_of(sheets.PERSONS, *PERSONS), by=cast.officer, at=now)
