"""The pages of an import, as a person walks through them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sanxin.kernel.ids import new_id
from sanxin.kernel.jobs import work_off
from sanxin.kernel.models import Job, SheetImport
from sanxin.kernel.sheets import kinds
from sanxin.kernel.sheets.kinds import SheetKind
from sanxin.people.models import Person
from tests.cast import Cast
from tests.kernel.sheets.builders import GOOD, HEADERS, VOICES, sheet

NEXT = (2, "井盖", "2026.3.6", "洪岩镇", None, None, None, None)
WRONG = (2, "水渠", "昨天", "众埠镇", None, None, None, None)


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> Iterator[SheetKind]:
    monkeypatch.setattr(kinds, "_kinds", {})
    may = {cast.officer.id, cast.colleague.id}
    return kinds.register(replace(VOICES, may_import=lambda person: person.id in may))


@pytest.fixture
def officer(cast: Cast, client_of: Callable[[Person], Client]) -> Client:
    return client_of(cast.officer)


def sent(client: Client, *rows: object, name: str = "声音.xlsx") -> HttpResponse:
    file = sheet(HEADERS, *rows)  # type: ignore[arg-type]
    file.name = name
    return client.post(reverse("kernel:sheet", args=["test.voice"]), {"file": file, "once": new_id()})


def confirmed(client: Client, *rows: object) -> SheetImport:
    """Uploaded, with the columns confirmed as proposed."""
    sent(client, *rows)
    made = SheetImport.objects.latest("made_at", "id")
    proposed = {"once": str(new_id())} | {
        f"column-{at}": column.key for at, column in enumerate(VOICES.columns, start=1)
    }
    answer = client.post(reverse("kernel:sheet_mapping", args=[made.pk]), proposed)
    assert answer.status_code == 302
    made.refresh_from_db()
    return made


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_way_from_a_file_to_the_result(kind: SheetKind, officer: Client) -> None:
    made = confirmed(officer, GOOD)
    work_off()

    preview = text(officer.get(reverse("kernel:sheet_import", args=[made.pk])))
    assert "可以导入 1 行，没有错误" in preview
    assert reverse("kernel:sheet_import", args=[made.pk]) in text(
        officer.get(reverse("kernel:job", args=[made.job_id]))
    )

    officer.post(reverse("kernel:sheet_writing", args=[made.pk]), {"once": new_id()})
    work_off()

    result = text(officer.get(reverse("kernel:sheet_import", args=[made.pk])))
    assert "导入完成" in result
    assert "已导入" in text(officer.get(reverse("kernel:sheets")))


def test_the_same_file_again_says_that_nothing_is_new(kind: SheetKind, officer: Client) -> None:
    first = confirmed(officer, GOOD)
    work_off()
    officer.post(reverse("kernel:sheet_writing", args=[first.pk]), {"once": new_id()})
    work_off()

    again = confirmed(officer, GOOD)
    work_off()

    preview = text(officer.get(reverse("kernel:sheet_import", args=[again.pk])))
    assert "没有新的行" in preview
    assert "要么全部" not in preview
    assert 'form="write"' not in preview


def test_rows_known_from_before_are_not_said_to_be_in_a_file_that_goes_back(kind: SheetKind, officer: Client) -> None:
    first = confirmed(officer, GOOD)
    work_off()
    officer.post(reverse("kernel:sheet_writing", args=[first.pk]), {"once": new_id()})
    work_off()
    second = confirmed(officer, GOOD, NEXT)
    work_off()
    officer.post(reverse("kernel:sheet_writing", args=[second.pk]), {"once": new_id()})
    work_off()

    result = text(officer.get(reverse("kernel:sheet_import", args=[second.pk])))

    assert "导入完成" in result
    assert "以前导入过" in result
    assert reverse("kernel:sheet_returned", args=[second.pk]) not in result


def test_the_preview_shows_the_first_rows_as_understood(kind: SheetKind, officer: Client) -> None:
    made = confirmed(officer, GOOD, (2, "水渠\n堵了" + "！" * 30, "2026.3.5", "106", None, None, 1.50, "是"))
    work_off()

    page = text(officer.get(reverse("kernel:sheet_import", args=[made.pk])))

    assert "头几行会这样写进去" in page
    assert "村口路灯不亮<br>水渠 堵了！" in page
    assert "2026-03-05<br>2026-03-05" in page
    assert "洪岩镇<br>洪岩镇" in page
    assert "否<br>是" in page
    assert "1.5<br>1.5" in page
    assert "13800000000<br>–" in page


def test_the_columns_page_proposes_and_shows_the_first_rows(kind: SheetKind, officer: Client) -> None:
    answer = sent(officer, GOOD)

    page = text(officer.get(answer.headers["Location"]))

    assert '<option value="text" selected>内容</option>' in page
    assert "村口路灯不亮" in page
    assert "各列都认出来了" in page
    assert "12.0" not in page
    assert page.count("没有对应") == 1


def test_a_required_column_left_out_is_said_and_the_choices_stay(kind: SheetKind, officer: Client) -> None:
    sent(officer, GOOD)
    address = reverse("kernel:sheet_mapping", args=[SheetImport.objects.get().pk])

    answer = officer.post(address, {"once": new_id(), "column-1": "text", "column-4": "phone"})

    assert answer.status_code == 422
    assert "“日期”" in text(answer)
    assert '<option value="phone" selected>' in text(answer)


def test_wrong_rows_are_shown_and_come_back_in_the_file(kind: SheetKind, officer: Client) -> None:
    made = confirmed(officer, GOOD, WRONG)
    work_off()

    preview = text(officer.get(reverse("kernel:sheet_import", args=[made.pk])))
    answer = officer.get(reverse("kernel:sheet_returned", args=[made.pk]))
    page = load_workbook(BytesIO(b"".join(answer))).worksheets[0]  # type: ignore[arg-type]
    answer.close()

    assert "“日期”应填日期" in preview
    assert "导入正确的行" in preview
    assert "昨天" in str(page["I3"].value)


def test_wrong_rows_are_not_written_by_a_bare_post(kind: SheetKind, officer: Client) -> None:
    made = confirmed(officer, GOOD, WRONG)
    work_off()

    assert officer.post(reverse("kernel:sheet_writing", args=[made.pk]), {"once": new_id()}).status_code == 422


def test_a_refused_file_leaves_its_sentence_on_the_page(kind: SheetKind, officer: Client) -> None:
    answer = sent(officer, GOOD, name="声音.xlsm")

    assert answer.status_code == 422
    assert "带有宏" in text(answer)
    assert "请先选一个文件" in text(officer.post(reverse("kernel:sheet", args=["test.voice"]), {"once": new_id()}))


def test_the_template_is_an_empty_form(kind: SheetKind, officer: Client) -> None:
    answer = officer.get(reverse("kernel:sheet_template", args=["test.voice"]))
    page = load_workbook(BytesIO(b"".join(answer))).worksheets[0]  # type: ignore[arg-type]
    answer.close()

    assert page["A1"].value == "声音"


def test_a_kind_one_may_not_import_is_not_there(
    kind: SheetKind, cast: Cast, client_of: Callable[[Person], Client]
) -> None:
    leader = client_of(cast.leader)

    assert leader.get(reverse("kernel:sheet", args=["test.voice"])).status_code == 404
    assert "没有可以导入" in text(leader.get(reverse("kernel:sheets")))


def test_an_import_is_its_makers_alone(
    kind: SheetKind, officer: Client, cast: Cast, client_of: Callable[[Person], Client]
) -> None:
    sent(officer, GOOD)
    made = SheetImport.objects.get()
    colleague = client_of(cast.colleague)

    for name in ("sheet_import", "sheet_mapping", "sheet_returned"):
        assert colleague.get(reverse(f"kernel:{name}", args=[made.pk])).status_code == 404
    assert colleague.post(reverse("kernel:sheet_writing", args=[made.pk]), {"once": new_id()}).status_code == 404


def test_another_sheet_may_be_chosen_and_an_unknown_one_is_not_there(kind: SheetKind, officer: Client) -> None:
    sent(officer, GOOD)
    address = reverse("kernel:sheet_mapping", args=[SheetImport.objects.get().pk])

    assert officer.get(address, {"sheet": "表1"}).status_code == 200
    assert officer.get(address, {"sheet": "没有"}).status_code == 404


def test_other_columns_mean_another_check(kind: SheetKind, officer: Client) -> None:
    made = confirmed(officer, GOOD)
    work_off()

    officer.post(
        reverse("kernel:sheet_mapping", args=[made.pk]), {"once": new_id(), "column-1": "text", "column-2": "heard_on"}
    )
    page = officer.get(reverse("kernel:sheet_import", args=[made.pk]))
    made.refresh_from_db()

    assert page.headers["Location"] == reverse("kernel:job", args=[made.job_id])
    assert Job.objects.count() == 2
