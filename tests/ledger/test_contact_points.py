"""联系点: set, changed, ended, listed, brought in by a sheet."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sanxin.kernel.events import timeline
from sanxin.kernel.refusals import NotAllowed, Overtaken, Refused
from sanxin.kernel.sheets import Context, Row
from sanxin.kernel.sheets.kinds import kind_of
from sanxin.ledger.actions.contact_points import Point, change_point, end_point, set_many, set_point
from sanxin.ledger.models import ContactPoint
from sanxin.ledger.queries.contact_points import suggested_for
from sanxin.people.models import Level, Person, Unit
from tests.cast import Cast, unit
from tests.ledger.builders import item_for
from tests.ledger.linked import key, water

ClientOf = Callable[[Person], Client]
SINCE = date(2026, 1, 1)


def point_of(cast: Cast, now: datetime, **changes: object) -> ContactPoint:
    given = {"village": cast.village, "unit": water(cast), "task": "帮油茶基地接水", "since": SINCE} | changes
    return set_point(Point(**given), by=cast.officer, at=now)  # type: ignore[arg-type]


def test_a_point_is_set_changed_and_ended(cast: Cast, now: datetime) -> None:
    row = point_of(cast, now)

    change_point(row, task="帮两户危房改造", by=cast.head, seen=1, at=now)
    end_point(row, until=date(2026, 12, 31), by=cast.officer, seen=2, at=now)

    row.refresh_from_db()
    assert (row.task, row.until, row.version) == ("帮两户危房改造", date(2026, 12, 31), 3)
    assert [event.text for event in timeline(row.id)] == [
        "市水利局联系竹坑村到 2026-12-31 止",
        "改了市水利局联系竹坑村的任务：帮两户危房改造",
        "市水利局定点联系竹坑村：帮油茶基地接水",
    ]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"task": " "}, "ledger.contact_point.no_task"),
        ({"task": "长" * 201}, "ledger.contact_point.task_long"),
        ({"until": date(2025, 12, 31)}, "ledger.contact_point.days"),
        ({"until": date(2066, 1, 1)}, "ledger.contact_point.far_day"),
    ],
)
def test_what_it_needs(cast: Cast, now: datetime, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        point_of(cast, now, **changes)

    assert refusal.value.code == code


def test_a_village_and_an_office_of_this_county(cast: Cast, now: datetime) -> None:
    far = Unit.objects.get(code="360222-ZZB")

    with pytest.raises(Refused) as town:
        point_of(cast, now, village=cast.town)
    with pytest.raises(Refused) as elsewhere:
        point_of(cast, now, unit=far)

    assert town.value.code == "ledger.contact_point.no_village"
    assert elsewhere.value.code == "ledger.contact_point.far"


def test_one_pair_at_a_time(cast: Cast, now: datetime) -> None:
    row = point_of(cast, now)

    with pytest.raises(Refused) as twice:
        point_of(cast, now, task="另一件")
    end_point(row, until=date(2026, 6, 30), by=cast.officer, seen=1, at=now)
    point_of(cast, now, since=date(2026, 7, 1))

    assert twice.value.code == "ledger.contact_point.twice"
    assert ContactPoint.objects.count() == 2


def test_who_keeps_them_and_who_was_faster(cast: Cast, now: datetime) -> None:
    row = point_of(cast, now)

    for person in (cast.leader, cast.handler, cast.stranger):
        with pytest.raises(NotAllowed):
            set_point(Point(cast.other_village, water(cast), "帮", SINCE), by=person, at=now)
        with pytest.raises(NotAllowed):
            change_point(row, task="帮", by=person, seen=1, at=now)
    with pytest.raises(Overtaken):
        end_point(row, until=date(2026, 12, 31), by=cast.officer, seen=0, at=now)
    end_point(row, until=date(2026, 12, 31), by=cast.officer, seen=1, at=now)
    with pytest.raises(Refused) as over:
        end_point(row, until=date(2027, 12, 31), by=cast.officer, seen=2, at=now)

    assert over.value.code == "ledger.contact_point.over"


def test_many_at_once_add_what_is_new(cast: Cast, now: datetime) -> None:
    point_of(cast, now)
    points = [
        Point(cast.village, water(cast), "帮油茶基地接水", SINCE),
        Point(cast.other_village, water(cast), "修渠", SINCE),
        Point(cast.other_village, cast.transport, "修路", SINCE, date(2026, 6, 30)),
    ]

    assert set_many(points, by=cast.officer, at=now) == (2, 1)
    assert set_many(points, by=cast.officer, at=now) == (0, 3)


def test_the_sheet_checks_names_and_days_and_writes(cast: Cast, now: datetime) -> None:
    kind, bureau = kind_of("ledger.contact_points"), water(cast)

    def row(number: int, **changes: object) -> Row:
        told = {
            "town": "洪岩镇",
            "village": "竹坑村",
            "unit": bureau.name,
            "task": "接水",
            "since": SINCE,
            "until": None,
        }
        return Row(number, told | changes, "", "")

    sound = row(1)
    wrong = [row(2, village="没这村"), row(3, unit="没这局"), row(4, until=date(2025, 1, 1))]
    faults = list(kind.check_rows([sound, *wrong], Context(cast.officer, cast.department, now)))
    done = kind.apply([sound], by=cast.officer, at=now)

    assert [(fault.number, fault.column) for fault in faults] == [(2, "village"), (3, "unit"), (4, "until")]
    assert done.added == 1
    assert kind.may_import(cast.officer)
    assert not kind.may_import(cast.handler)


def test_the_village_of_an_item_suggests_its_departments(cast: Cast, now: datetime) -> None:
    point_of(cast, now)
    point_of(cast, now, unit=cast.transport, until=date(2026, 6, 30))

    assert [str(row.unit) for row in suggested_for(item_for(cast), now.date())] == ["市水利局"]
    assert [str(row.unit) for row in suggested_for(item_for(cast, place=cast.town), now.date())] == ["市水利局"]
    assert suggested_for(item_for(cast, place=None), now.date()) == []


def test_the_pages(cast: Cast, now: datetime, client_of: ClientOf) -> None:
    client, bureau = client_of(cast.officer), water(cast)
    empty = client.get(reverse("ledger:points")).text
    told = {"village": cast.village.pk, "unit": bureau.pk, "task": "接水", "since": "2026-01-01"}

    made = client.post(reverse("ledger:new_point"), {**key(), **told})
    row = ContactPoint.objects.get()
    twice = client.post(reverse("ledger:new_point"), {**key(), **told})
    changed = client.post(reverse("ledger:change_point", args=[row.pk]), {**key(), "task": "接好水", "seen": "1"})
    overtaken = client.post(reverse("ledger:change_point", args=[row.pk]), {**key(), "task": "晚了", "seen": "1"})
    page = client.get(reverse("ledger:point", args=[row.pk])).text
    ended = client.post(reverse("ledger:end_point", args=[row.pk]), {**key(), "until": "2026-10-31", "seen": "2"})

    assert "还没有登记" in empty
    assert [answer.status_code for answer in (made, twice, changed, overtaken, ended)] == [302, 422, 302, 409, 302]
    assert "刚改过这个联系点：" in overtaken.text
    assert "已经定点联系" in twice.text
    assert "接好水" in page
    assert "接好水" not in client.get(reverse("ledger:points")).text
    assert (
        "接好水" in client.get(f"{reverse('ledger:points')}?past=on&town={cast.town.pk}&unit={bureau.pk}&q=水利").text
    )
    assert client_of(cast.stranger).get(reverse("ledger:point", args=[row.pk])).status_code == 404
    assert client_of(cast.handler).get(reverse("ledger:points")).status_code == 403


def test_the_number_of_queries_does_not_grow_and_the_file_holds_the_same(
    cast: Cast, now: datetime, client_of: ClientOf
) -> None:
    client, url, bureau = client_of(cast.officer), reverse("ledger:points"), water(cast)

    def fill(count: int, start: int) -> None:
        villages = [unit(f"3602811063{n:02}", f"村{n}", Level.VILLAGE, cast.town) for n in range(start, start + count)]
        set_many([Point(one, bureau, "帮", SINCE) for one in villages], by=cast.officer, at=now)

    fill(3, 0)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(30, 10)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    file = b"".join(client.get(reverse("ledger:points_file")))

    assert len(many) == len(few)
    cells = CalamineWorkbook.from_filelike(BytesIO(file)).get_sheet_by_index(0).to_python()
    assert sum("市水利局" in row for row in cells) == 33
