"""A list of members in difficulty as an office keeps it."""

from datetime import datetime
from typing import Any

import pytest

from sanxin.kernel.events import timeline
from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed
from sanxin.kernel.roles import Role
from sanxin.kernel.sheets import Context, Row, kind_of
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.rows import digest_of
from sanxin.people.models import Level
from sanxin.service.actions.members import end, register_many
from sanxin.service.models import Member
from tests.cast import Cast, person, unit
from tests.service.builders import refused
from tests.service.member_builders import NAME, NEED, PHONE, somebody

KIND = "service.members"
EMPTY = dict.fromkeys(column.key for column in kind_of(KIND).columns)


def row(at: int, **values: Any) -> Row:
    full = EMPTY | {"name": NAME, "village": "竹坑村", "consent": True} | values
    digest = digest_of(KIND, full)
    return Row(at, full, digest, digest)


def faults(cast: Cast, now: datetime, *rows: Row) -> list[tuple[int, str, str]]:
    found = kind_of(KIND).check_rows(rows, Context(cast.head, cast.department, now))
    return [(fault.number, fault.column, fault.sentence) for fault in found]


def test_rows_become_members_under_one_event(cast: Cast, now: datetime) -> None:
    rows = [
        row(2, town="洪岩镇", need_kind="old_age", difficulty=NEED, phone=PHONE, contact="lp001"),
        row(3, name="徐金花", village="双溪村", contact="何志明"),
    ]

    applied = kind_of(KIND).apply(rows, by=cast.head, at=now)

    assert applied.added == 2
    first = Member.objects.get(village=cast.village)
    assert (first.name, first.phone, first.difficulty, first.contact) == (NAME, PHONE, NEED, cast.officer)
    other = Member.objects.get(village=cast.other_village)
    assert other.contact == cast.colleague
    assert not other.needs.exists()
    event = Event.objects.get(name="service.members.imported")
    assert event.facts == {"rows": 2, "known": 0}
    assert timeline(first.batch_id)[0].id == event.id  # type: ignore[arg-type]


def test_the_same_file_again_adds_nothing(cast: Cast, now: datetime) -> None:
    rows = [row(2), row(3, name="徐金花"), row(4, name="方 茂林", phone=PHONE)]
    first = kind_of(KIND).apply(rows, by=cast.head, at=now)

    again = kind_of(KIND).apply(rows, by=cast.head, at=now)

    assert (first.added, first.unchanged) == (2, 1)
    assert (again.added, again.unchanged) == (0, 3)
    assert Event.objects.filter(name="service.members.imported").count() == 1


def test_an_old_list_does_not_bring_back_who_left(cast: Cast, now: datetime) -> None:
    kind_of(KIND).apply([row(2)], by=cast.head, at=now)
    end(Member.objects.get(), left_on=now.date(), by=cast.head, at=now)

    assert kind_of(KIND).apply([row(2)], by=cast.head, at=now).added == 0


def test_what_is_wrong_is_said_before_anything_is_written(cast: Cast, now: datetime) -> None:
    second_town = unit("360281107", "众埠镇", Level.TOWNSHIP, cast.county)
    unit("360281107201", "双溪村", Level.VILLAGE, second_town)
    person(cast.county, "lp020", "何志明", Role.OFFICER, cast.section)

    found = faults(
        cast,
        now,
        row(2, consent=False),
        row(3, town="洪岩镇", village="竹坑"),
        row(4, village="双溪村"),
        row(5, village="洪岩镇"),
        row(6, village="没有的"),
        row(7, contact="何志明"),
        row(8, contact="程小岚"),
        row(9, contact="占伟"),
        row(10, town="众埠镇", village="双溪村", contact="lp020"),
    )

    assert [(number, column) for number, column, _ in found] == [
        (2, "consent"), (3, "village"), (4, "village"), (5, "village"), (6, "village"),
        (7, "contact"), (8, "contact"), (9, "contact"),
    ]  # fmt: skip
    said = {number: sentence for number, _, sentence in found}
    assert "洪岩镇 竹坑村" in said[3]
    assert said[4] == "有几个“双溪村”（洪岩镇、众埠镇），请填乡镇"
    assert said[7] == "有 2 位“何志明”，请写工号"
    assert "程晓岚" in said[8]


def test_one_without_consent_refuses_the_whole_list(cast: Cast, now: datetime) -> None:
    with refused("service.member.no_consent"):
        kind_of(KIND).apply([row(2), row(3, name="徐金花", consent=False)], by=cast.head, at=now)
    assert not Member.objects.exists()


def test_a_row_whose_village_or_contact_went_meanwhile_is_refused(cast: Cast, now: datetime) -> None:
    with refused("service.member.village"):
        kind_of(KIND).apply([row(2, village="没有的")], by=cast.head, at=now)
    with refused("service.member.contact"):
        kind_of(KIND).apply([row(2, contact="占伟")], by=cast.head, at=now)


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_asks_the_same_however_long(
    cast: Cast, now: datetime, rows: int, django_assert_max_num_queries: Any
) -> None:
    told = [row(at, name=f"方某{at}", contact=("lp001", "lp002", "lp003")[at % 3]) for at in range(rows)]

    with django_assert_max_num_queries(40):
        kind_of(KIND).apply(told, by=cast.head, at=now)


def test_only_a_section_head_brings_in_a_list(cast: Cast, now: datetime) -> None:
    may = kind_of(KIND).may_import
    others = (cast.officer, cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor, cast.stranger)

    assert may(cast.head)
    for who in others:
        assert not may(who)
        with refused("service.members.not_head", NotAllowed):
            register_many([somebody(cast)], office=cast.department, by=who, at=now)
    assert not Member.objects.exists()


def test_the_headers_of_an_office_are_recognised() -> None:
    headers = [
        "党员姓名",
        "街道",
        "行政村",
        "致困原因",
        "家庭情况",
        "家庭住址",
        "联系电话",
        "结对干部",
        "是否同意",
        "签字日期",
    ]

    found = mapping_of(match(headers, kind_of(KIND)))

    assert [found[position] for position in range(len(headers))] == list(EMPTY)


def test_a_later_list_updates_who_is_on_it(cast: Cast, now: datetime) -> None:
    kind_of(KIND).apply(
        [row(2, phone=PHONE, difficulty=NEED, contact="lp001"), row(3, name="徐金花")], by=cast.head, at=now
    )
    later = [
        row(2, phone="13900000000", need_kind="疾病、独居", contact="何志明"),
        row(3, name="徐金花"),
        row(4, name="余老三"),
    ]

    applied = kind_of(KIND).apply(later, by=cast.head, at=now)

    assert (applied.added, applied.updated, applied.unchanged) == (1, 1, 1)
    member = next(one for one in Member.objects.all() if one.name == NAME)
    assert (member.phone, member.contact) == ("13900000000", cast.colleague)
    assert [str(kind) for kind in member.needs.all()] == ["疾病", "独居"]
    assert member.difficulty == NEED  # an empty cell changes nothing
    event = timeline(member.id)[0]
    assert (event.text, event.facts) == ("从表格更新 1 位困难党员", {"rows": 1})


def test_a_later_list_leaves_who_is_off_it_alone(cast: Cast, now: datetime) -> None:
    kind_of(KIND).apply([row(2, phone=PHONE)], by=cast.head, at=now)
    end(Member.objects.get(), left_on=now.date(), by=cast.head, at=now)

    applied = kind_of(KIND).apply([row(2, phone="13900000000")], by=cast.head, at=now)

    assert (applied.updated, applied.unchanged, Member.objects.get().phone) == (0, 1, PHONE)
