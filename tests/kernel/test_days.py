"""The day table: official for announced years, provisional beyond, local days first, never a crash."""

import json
import os
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command

from sanxin.kernel import deadlines, events
from sanxin.kernel.actions.days import announce_year, drop_local_day, set_local_day
from sanxin.kernel.days import calendar_of
from sanxin.kernel.holiday_files import read_notice
from sanxin.kernel.models import CalendarDay, CalendarYear, Event
from sanxin.kernel.refusals import Refused
from sanxin_engines.workdays import Calendar, Day, Kind, Status
from tests.cast import Cast

SHARED = Path(os.environ.get("SANXIN_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "calendar"
FEAST = date(2026, 11, 20)
SPRING = [Day(date(2027, 2, day), Kind.OFF, "春节") for day in range(5, 13)] + [
    Day(date(2027, 2, 20), Kind.WORK, "春节调休")
]


def test_the_table_knows_the_announced_years(cast: Cast) -> None:
    calendar = calendar_of(cast.county.id)

    assert not calendar.is_workday(date(2026, 10, 1))
    assert calendar.is_workday(date(2026, 10, 10))
    assert calendar.status(date(2026, 3, 2)) == Status.OFFICIAL
    assert calendar.add(date(2026, 9, 30), 3) == date(2026, 10, 10)


def test_a_year_not_announced_is_worked_out_and_says_so(cast: Cast) -> None:
    calendar = calendar_of(cast.county.id)

    assert calendar.status(date(2027, 2, 6)) == Status.PROVISIONAL
    assert not calendar.is_workday(date(2027, 2, 6))
    assert calendar.add(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_a_notice_makes_a_year_official_and_calendars_follow(cast: Cast, now: datetime) -> None:
    before = calendar_of(cast.county.id)
    assert not before.is_workday(date(2027, 2, 20))

    announce_year(2027, SPRING, source="国办发明电", by=cast.administrator, at=now)

    after = calendar_of(cast.county.id)
    assert after.is_workday(date(2027, 2, 20))
    assert after.status(date(2027, 3, 1)) == Status.OFFICIAL
    [event] = Event.objects.filter(name=events.YEAR_ANNOUNCED)
    assert event.text == "更新 2027 年放假安排：放假 8 天，调休上班 1 天"


def test_a_corrected_notice_replaces_the_first(cast: Cast, now: datetime) -> None:
    announce_year(2027, SPRING, source="一", by=None, at=now)
    calendar_of(cast.county.id)

    announce_year(
        2027,
        [*SPRING[:-1], Day(date(2027, 2, 21), Kind.WORK, "春节调休")],
        source="二",
        by=None,
        at=datetime.now(now.tzinfo),
    )

    assert CalendarDay.objects.filter(on__year=2027).count() == len(SPRING)
    assert calendar_of(cast.county.id).is_workday(date(2027, 2, 21))
    assert CalendarYear.objects.get(year=2027).source == "二"


def test_days_of_december_from_the_next_notice_survive_a_correction(cast: Cast, now: datetime) -> None:
    eve = Day(date(2026, 12, 31), Kind.OFF, "元旦")
    announce_year(2027, [eve, *SPRING], source="2027 年通知", by=None, at=now)

    announce_year(2026, [Day(date(2026, 1, 1), Kind.OFF, "元旦")], source="更正", by=None, at=now)

    assert not calendar_of(None).is_workday(eve.on)
    assert calendar_of(None).is_workday(date(2026, 10, 1))


@pytest.mark.parametrize(("days", "code"), [([], "empty"), ([Day(date(2028, 1, 1), Kind.OFF)], "other_year")])
def test_a_notice_that_cannot_be_meant_is_refused(cast: Cast, now: datetime, days: list[Day], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        announce_year(2027, days, source="", by=None, at=now)

    assert refusal.value.code == f"kernel.days.{code}"
    assert calendar_of(None).status(date(2027, 1, 1)) == Status.PROVISIONAL


def test_a_local_day_holds_in_its_county_alone(cast: Cast, now: datetime) -> None:
    set_local_day(cast.county.id, FEAST, Kind.OFF, name="县庆", by=cast.administrator, at=now)

    here, there = calendar_of(cast.county.id), calendar_of(cast.stranger.county_id)
    assert (here.is_workday(FEAST), here.status(FEAST)) == (False, Status.LOCAL)
    assert (there.is_workday(FEAST), there.status(FEAST)) == (True, Status.OFFICIAL)
    assert Event.objects.get(name=events.LOCAL_DAY_OFF).text == "本地另定 2026-11-20 放假：县庆"


def test_a_local_day_may_be_changed_and_dropped(cast: Cast, now: datetime) -> None:
    for kind in (Kind.OFF, Kind.WORK):
        set_local_day(cast.county.id, date(2026, 11, 21), kind, name="义务劳动", by=cast.administrator, at=now)
    assert calendar_of(cast.county.id).is_workday(date(2026, 11, 21))

    drop_local_day(cast.county.id, date(2026, 11, 21), by=cast.administrator, at=now)

    assert not calendar_of(cast.county.id).is_workday(date(2026, 11, 21))


def test_dropping_what_is_not_local_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(Refused, match="没有本地另定"):
        drop_local_day(cast.county.id, date(2026, 10, 1), by=cast.administrator, at=now)


def test_the_command_imports_a_file(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "2027.json"
    days = [{"name": day.name, "date": day.on.isoformat(), "isOffDay": day.kind == Kind.OFF} for day in SPRING]
    file.write_text(json.dumps({"year": 2027, "papers": ["https://www.gov.cn/notice"], "days": days}))

    call_command("days", "import", str(file))
    call_command("days", "show")

    shown = capsys.readouterr().out
    assert "2027 年已按通知更新，共 9 天" in shown
    assert "2027    9  https://www.gov.cn/notice" in shown


def test_the_command_tells_what_a_notice_moves(
    cast: Cast, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(county_id: UUID, before: Calendar, after: Calendar, today: date) -> int:
        return int(before.is_workday(date(2027, 2, 20)) != after.is_workday(date(2027, 2, 20)))

    monkeypatch.setattr(deadlines, "_counts", [])
    deadlines.register("台账", changed)
    set_local_day(cast.county.id, FEAST, Kind.OFF, name="县庆", by=cast.administrator, at=now)
    days = [{"name": day.name, "date": day.on.isoformat(), "isOffDay": day.kind == Kind.OFF} for day in SPRING]
    file = tmp_path / "2027.json"
    file.write_text(json.dumps({"year": 2027, "papers": [], "days": days}))

    call_command("days", "import", str(file))

    assert "台账：1 件的灯变了。" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"year": 2027, "papers": [], "days": [{"date": "2027-13-01"}]}'])
def test_a_file_that_is_no_notice_is_refused(db: None, tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)

    with pytest.raises(CommandError, match="读不出"):
        call_command("days", "import", str(file))


def test_a_missing_file_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"没有这个文件：.*nothing\.json"):
        call_command("days", "import", str(tmp_path / "nothing.json"))


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the shared calendar data is not beside the project")
def test_the_seed_agrees_with_holiday_cn_on_every_day_of_twenty_years(db: None) -> None:
    seeded = calendar_of(None)
    compared = 0
    files = [(SHARED / f"{year}.json").read_text(encoding="utf-8") for year in range(2007, 2027)]
    noticed = {day.on: day for file in files for day in read_notice(file).days}
    for ordinal in range(date(2007, 1, 1).toordinal(), date(2027, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        expected = noticed[day].kind == Kind.WORK if day in noticed else day.weekday() < 5
        assert seeded.is_workday(day) == expected, day
        compared += 1
    assert compared == 7305


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the shared calendar data is not beside the project")
def test_the_empty_year_of_holiday_cn_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="还没公布"):
        call_command("days", "import", str(SHARED / "2027.json"))
