"""A hotline's export as it comes."""

import os
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sanxin.kernel.sheets import Context, Row, kind_of
from sanxin.kernel.sheets.checking import check
from sanxin.kernel.sheets.matching import mapping_of, match
from sanxin.kernel.sheets.rows import digest_of
from sanxin.service.models import Voice
from tests.cast import Cast
from tests.kernel.sheets.builders import table_of

SHARED = Path(os.environ.get("SANXIN_SHARED", Path(__file__).parents[2].parent / "shared")) / "data" / "opinions"
KIND = "service.voices"
EMPTY = dict.fromkeys(column.key for column in kind_of(KIND).columns)


def row(at: int, **values: Any) -> Row:
    full = EMPTY | {"heard_at": datetime.fromisoformat("2026-03-05T09:20"), "text": "路灯不亮"} | values
    digest = digest_of(KIND, full)
    return Row(at, full, digest, digest)


def test_rows_become_voices(cast: Cast, now: datetime) -> None:
    rows = [
        row(2, number="188006", speaker="A1", title="路灯", likes=3, town="洪岩镇", village="竹坑村"),
        row(3, number="188007", speaker="A1", town="洪岩镇", village="没有的村"),
        row(4, source="letter", kind="livelihood"),
    ]

    applied = kind_of(KIND).apply(rows, by=cast.officer, at=now)

    assert applied.added == 3
    lamp = Voice.objects.get(external_id="188006")
    assert (lamp.title, lamp.likes, lamp.place, lamp.source) == ("路灯", 3, cast.village, "hotline")
    assert timezone.localtime(lamp.heard_at).hour == 9
    other = Voice.objects.get(external_id="188007")
    assert (other.place, other.where) == (cast.town, "洪岩镇 没有的村")
    assert other.speaker_key == lamp.speaker_key != ""
    assert Voice.objects.get(source="letter").kind == "livelihood"


def test_the_same_rows_again_add_nothing(cast: Cast, now: datetime) -> None:
    rows = [row(2, number="188006"), row(3)]
    kind_of(KIND).apply(rows, by=cast.officer, at=now)

    again = kind_of(KIND).apply(rows, by=cast.colleague, at=now)

    assert (again.added, again.unchanged) == (0, 2)


def test_a_time_to_come_is_a_fault(cast: Cast, now: datetime) -> None:
    rows = [row(2, heard_at=datetime.fromisoformat("2026-11-20")), row(3, likes=-1), row(4)]

    faults = list(kind_of(KIND).check_rows(rows, Context(cast.officer, cast.department, now)))

    assert [(fault.number, fault.column) for fault in faults] == [(2, "heard_at"), (3, "likes")]


def test_who_may_import(cast: Cast) -> None:
    may = kind_of(KIND).may_import

    assert may(cast.officer)
    assert may(cast.head)
    assert not any(may(who) for who in (cast.leader, cast.handler, cast.liaison, cast.administrator, cast.auditor))


HOTLINE = ["工单编号", "来电人", "工单标题", "受理时间", "诉求内容", "乡镇街道", "村（社区）", "受理渠道"]


def test_the_columns_of_a_hotline_are_recognised() -> None:
    found = mapping_of(match(HOTLINE, kind_of(KIND)))

    keys = ["number", "speaker", "title", "heard_at", "text", "town", "village", "source"]
    assert [found[position] for position in range(len(HOTLINE))] == keys


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the shared messages are not beside the project")
def test_the_real_export_is_taken_as_it_is(cast: Cast, now: datetime) -> None:
    kind = kind_of(KIND)
    with (SHARED / "附件3.xlsx").open("rb") as file:
        table = table_of(BytesIO(file.read()), kind, "附件3.xlsx")
    checked = check(table, mapping_of(match(table.headers, kind)), kind, Context(cast.officer, cast.department, now))

    assert not checked.sentences()
    assert checked.counts.read == 4326
    batches = [checked.rows[start : start + 1000] for start in range(0, len(checked.rows), 1000)]
    added = sum(kind.apply(batch, by=cast.officer, at=now).added for batch in batches)
    again = sum(kind.apply(batch, by=cast.officer, at=now).added for batch in batches)

    assert (added, again) == (Voice.objects.count(), 0)
    assert added > 4300
    voice = Voice.objects.get(external_id="188006")
    assert voice.title == "A3区一米阳光婚纱艺术摄影是否合法纳税了？"
    assert voice.text.startswith("座落在A市A3区联丰路")
