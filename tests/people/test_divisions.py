"""The published divisions: in bulk, again without writes, renamed in place."""

import time
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanxin.kernel.models import Event
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.actions.divisions import Imported, import_divisions
from sanxin.people.models import Level, Unit
from tests.cast import Cast

SHARED = Path(__file__).parents[3] / "shared" / "data" / "divisions"
FILES = {
    "provinces.csv": 'code,name\n91,"云岭省"\n92,"海东省"\n',
    "cities.csv": 'code,name,provinceCode\n9101,"青川市",91\n9201,"东澜市",92\n',
    "areas.csv": 'code,name,cityCode,provinceCode\n910181,"白石县",9101,91\n910182,"南屏县",9101,91\n',
    "streets.csv": (
        "code,name,areaCode,provinceCode,cityCode\n"
        '910181100,"柳溪镇",910181,91,9101\n910181101,"石桥镇",910181,91,9101\n'
        '910182100,"竹园乡",910182,91,9101\n920100001,"港湾街道",920100,92,9201\n'
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_tree_stands_as_published(db: None, folder: Path, now: datetime) -> None:
    done = import_divisions(folder, by=None, at=now)

    town = Unit.objects.get(code="910181100")
    assert done == Imported(added=10, renamed=0, unchanged=0)
    assert (town.name, town.level, town.path) == ("柳溪镇", Level.TOWNSHIP, "91/9101/910181/910181100/")
    assert town.county is not None
    assert (town.county.name, town.office_id) == ("白石县", town.id)
    assert Unit.objects.get(code="910181").county_id == Unit.objects.get(code="910181").id


def test_a_town_without_county_hangs_under_its_city(db: None, folder: Path, now: datetime) -> None:
    import_divisions(folder, by=None, at=now)

    town = Unit.objects.select_related("parent", "county").get(code="920100001")
    assert town.parent is not None
    assert (town.parent.name, town.county) == ("东澜市", town.parent)


def test_again_without_change_writes_nothing(db: None, folder: Path, now: datetime) -> None:
    import_divisions(folder, by=None, at=now)

    with CaptureQueriesContext(connection) as queries:
        again = import_divisions(folder, by=None, at=now)

    assert again == Imported(added=0, renamed=0, unchanged=10)
    assert not [q["sql"] for q in queries if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert Event.objects.filter(name="people.units.imported").count() == 1


def test_a_new_name_is_taken_over(db: None, folder: Path, now: datetime) -> None:
    import_divisions(folder, by=None, at=now)
    before = Unit.objects.get(code="910181100")
    streets = folder / "streets.csv"
    streets.write_text(streets.read_text(encoding="utf-8").replace("柳溪镇", "柳溪街道"), encoding="utf-8")

    done = import_divisions(folder, by=None, at=now)

    after = Unit.objects.get(code="910181100")
    assert (done.renamed, after.name, after.id) == (1, "柳溪街道", before.id)
    event = Event.objects.filter(name="people.units.imported").latest("seq")
    assert event.text == "导入行政区划：新增 0，改名 1，没变 9"


def test_one_county_comes_with_those_above_it(db: None, folder: Path, now: datetime) -> None:
    done = import_divisions(folder, by=None, at=now, only="910181")

    codes = set(Unit.objects.values_list("code", flat=True))
    assert (done.added, codes) == (5, {"91", "9101", "910181", "910181100", "910181101"})


def test_units_of_ones_own_stay(cast: Cast, folder: Path, now: datetime) -> None:
    import_divisions(folder, by=None, at=now)

    assert Unit.objects.filter(code="360281-ZZB").exists()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "areas.csv").unlink(), "找不到文件 areas.csv。"),
        (
            lambda folder: (folder / "areas.csv").write_text("code,label\n"),
            "areas.csv 缺少列 cityCode、name、provinceCode。",
        ),
    ],
)
def test_a_folder_that_is_not_one_is_refused(db: None, folder: Path, now: datetime, spoil, sentence: str) -> None:  # type: ignore[no-untyped-def]
    spoil(folder)

    with pytest.raises(Refused) as refusal:
        import_divisions(folder, by=None, at=now)

    assert refusal.value.sentence == sentence
    assert not Unit.objects.exists()


def test_an_unknown_county_is_refused(db: None, folder: Path, now: datetime) -> None:
    with pytest.raises(Refused) as refusal:
        import_divisions(folder, by=None, at=now, only="110101")

    assert refusal.value.code == "people.divisions.unknown"


def test_nobody_but_the_command_line_imports_a_country(cast: Cast, folder: Path, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        import_divisions(folder, by=cast.administrator, at=now)


def test_by_command(db: None, folder: Path, now: datetime) -> None:
    said = StringIO()

    call_command("import", "divisions", str(folder), "--within", "910182", stdout=said)

    assert said.getvalue().startswith("新增 4，改名 0，没变 0")
    with pytest.raises(CommandError, match="找不到文件"):
        call_command("import", "divisions", str(folder / "nowhere"))


@pytest.mark.shared_data
@pytest.mark.skipif(not SHARED.exists(), reason="the folder of real divisions is not beside the project")
def test_the_whole_country_in_under_a_minute(db: None, now: datetime) -> None:
    started = time.monotonic()
    done = import_divisions(SHARED, by=None, at=now)
    took = time.monotonic() - started

    assert took < 60
    assert done.added == 44_703
    leping = Unit.objects.get(code="360281")
    assert Unit.objects.under(leping).filter(level=Level.TOWNSHIP).count() == 20
    with CaptureQueriesContext(connection) as queries:
        again = import_divisions(SHARED, by=None, at=now)
    assert (again.added, again.renamed) == (0, 0)
    assert all(q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE")) for q in queries)
