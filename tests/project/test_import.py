"""`sanxin import KIND FILE`: the pages' own way of bringing a sheet in, from the command line."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from sanxin.kernel.models import Event, SheetImport, SheetMapping
from sanxin.ledger.models import Item
from sanxin.people.models import Person, Unit
from sanxin.project.verbs.bring import main
from sanxin.service.models import Member, Voice
from tests.cast import Cast
from tests.kernel.sheets.builders import hand_made

VOICES = ("工单编号", "受理时间", "诉求内容", "村")
GOOD = ("GD1", "2026-3-5", "路灯不亮", "竹坑村")
WRONG = ("GD2", "昨天", "水渠漏水", "竹坑村")
Sheet = Callable[..., Path]


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    def written(*rows: Sequence[object], name: str = "热线.xlsx") -> Path:
        book = Workbook()
        page = book.active
        assert page is not None
        for row in rows:
            page.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return written


def bring(kind: str, file: Path, *more: str, by: str = "lp001", office: str = "360281-ZZB") -> int:
    return main([kind, str(file), "--office", office, "--by", by, *more])


def test_voices_are_brought_in_by_the_person_named(
    cast: Cast, now: datetime, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring("voices", sheet(["热线登记表"], VOICES, GOOD)) == 0

    voice = Voice.objects.get()
    assert (voice.text, voice.place, voice.office) == ("路灯不亮", cast.village, cast.department)
    assert "新增 1" in capsys.readouterr().out
    assert Event.objects.filter(name="kernel.sheet.imported", actor_id=cast.officer.id).exists()


def test_the_same_file_twice_adds_nothing(
    cast: Cast, now: datetime, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(VOICES, GOOD)
    bring("voices", file)

    assert bring("voices", file) == 0

    assert Voice.objects.count() == 1
    assert "以前导入过 1" in capsys.readouterr().out


def test_with_wrong_rows_nothing_is_written_and_the_file_comes_back(
    cast: Cast, now: datetime, sheet: Sheet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring("voices", sheet(VOICES, GOOD, WRONG)) == 1

    assert not Voice.objects.exists()
    page = load_workbook(tmp_path / "热线-错误原因.xlsx").active
    assert page is not None
    assert [page.cell(1, 5).value, page.cell(2, 5).value] == ["错误原因", None]
    assert "受理时间" in str(page.cell(3, 5).value) or "时间" in str(page.cell(3, 5).value)
    assert "有错 1" in capsys.readouterr().out


def test_the_correct_rows_alone_if_asked(cast: Cast, now: datetime, sheet: Sheet, tmp_path: Path) -> None:
    back = tmp_path / "还给我.xlsx"

    assert bring("voices", sheet(VOICES, GOOD, WRONG), "--correct-only", "--returned", str(back)) == 3

    assert [voice.text for voice in Voice.objects.all()] == ["路灯不亮"]
    assert back.exists()


def test_a_dry_run_keeps_nothing(
    cast: Cast, now: datetime, sheet: Sheet, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring("voices", sheet(VOICES, GOOD), "--dry-run") == 0
    assert bring("voices", sheet(VOICES, GOOD, WRONG), "--dry-run") == 1

    assert (Voice.objects.count(), SheetImport.objects.count(), SheetMapping.objects.count()) == (0, 0, 0)
    assert not Event.objects.exists()
    assert (tmp_path / "热线-错误原因.xlsx").exists()
    assert "没有写入" in capsys.readouterr().out


def test_the_other_kinds(cast: Cast, now: datetime, sheet: Sheet) -> None:
    admin = {"by": "lp007", "office": "360281"}
    item = ("村口没有站牌", "程晓岚", "2026-12-1")
    person = ("方敏", "lp100", "市民政局", "办公室", "干部", "2026-03-05")
    member = ("方茂林", "竹坑村", "是")

    assert bring("units", sheet(("单位", "科室"), ("市民政局", "办公室")), **admin) == 0
    assert bring("villages", sheet(("村", "乡镇", "代码"), ("沙洲村", "洪岩镇", "360281106203")), **admin) == 0
    assert bring("persons", sheet(("姓名", "工号", "单位", "科室", "角色", "起始日期"), person), **admin) == 0
    assert bring("ledger", sheet(("事项", "牵头人", "期限"), item)) == 0
    assert bring("members", sheet(("姓名", "村", "本人同意"), member), by="lp003") == 0

    assert Unit.objects.filter(name="沙洲村", parent=cast.town).exists()
    assert Person.objects.get(name="方敏").posts.get().unit.name == "办公室"
    assert Item.objects.get().owner == cast.officer
    assert Member.objects.get().name == "方茂林"


def test_a_header_that_is_a_guess_has_to_be_named(
    cast: Cast, now: datetime, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(("受理时间", "诉求内容摘要", "村"), ("2026-3-5", "路灯不亮", "竹坑村"))

    assert bring("voices", file) == 1
    assert "--column 诉求内容摘要=原话" in capsys.readouterr().err
    assert not SheetImport.objects.exists()

    assert bring("voices", file, "--column", "诉求内容摘要=原话") == 0
    assert Voice.objects.get().text == "路灯不亮"


def test_what_is_named_must_be_there(
    cast: Cast, now: datetime, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(VOICES, GOOD)

    for more, says in (
        (("--column", "没有的=原话"), "没有这个表头"),
        (("--column", "村=没有的"), "没有“没有的”这一列"),
        (("--sheet", "另一张"), "没有“另一张”这张表"),
    ):
        assert bring("voices", file, *more) == 1
        assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "by", "office", "says"),
    [
        ("voices", "nobody", "360281-ZZB", "没有用户名是 nobody"),
        ("voices", "lp001", "360281-XXX", "没有代码是 360281-XXX"),
        ("voices", "lp001", "360281-JTJ", "不能替 市交通运输局 导入"),
        ("voices", "fl001", "360281-ZZB", "不能替"),
        ("voices", "lp007", "360281", "没有导入“群众声音”的权限"),
        ("persons", "lp001", "360281-ZZB", "没有导入“人员”的权限"),
        ("letters", "lp001", "360281-ZZB", "没有“letters”这种表"),
    ],
)
def test_who_may_not_is_told_so(
    cast: Cast,
    now: datetime,
    sheet: Sheet,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    by: str,
    office: str,
    says: str,
) -> None:
    assert bring(kind, sheet(VOICES, GOOD), by=by, office=office) == 1

    assert says in capsys.readouterr().err
    assert not Voice.objects.exists()


def test_a_file_that_is_none_is_a_sentence(
    cast: Cast, now: datetime, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "真.xlsx").write_bytes(b"MZ renamed")
    (tmp_path / "空.xlsx").write_bytes(hand_made().getvalue())

    assert bring("voices", tmp_path / "真.xlsx") == 1
    assert capsys.readouterr().err.strip()
    assert bring("voices", tmp_path / "空.xlsx") == 1
    with pytest.raises(SystemExit):
        bring("voices", tmp_path / "没有.xlsx")


def test_where_the_returned_file_cannot_be_written_nothing_is_brought_in(
    cast: Cast, now: datetime, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(VOICES, GOOD, WRONG)

    assert bring("voices", file, "--correct-only", "--returned", "/dev/null/a.xlsx") == 1

    assert "写不了" in capsys.readouterr().err
    assert not Voice.objects.exists()


def test_divisions_go_on_as_before(db: None, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["divisions", str(tmp_path / "nowhere")])
