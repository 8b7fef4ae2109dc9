"""XLSForm files at the door: wrong ones are told by row and column, right ones previewed and made."""

import io
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pyxform.xls2xform import convert

from sanxin.kernel.events import timeline
from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.surveys.models import Questionnaire
from sanxin_engines.questionnaires.xlsform import as_workbook
from tests.cast import Cast
from tests.surveys.builders import a_form, a_published_edition, a_questionnaire

ClientOf = Callable[[Person], Client]
Rows = Sequence[Sequence[str]]
IMPORT = "/surveys/import/"
HEAD = ["type", "name", "label", "relevant"]


def workbook(**sheets: Rows) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return target.getvalue()


def upload(client: Client, content: bytes, name: str = "出行.xlsx") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def told(answer: Any) -> list[tuple[str, str]]:
    return [(one["where"], one["text"]) for one in answer.context["faults"]]


def test_a_file_is_previewed_and_then_made(cast: Cast, client_of: ClientOf) -> None:
    client = client_of(cast.officer)

    preview = upload(client, as_workbook(a_form()))
    assert not Questionnaire.objects.exists(), "nothing is kept of a preview"
    carried = {FIELD: str(new_id()), "form": preview.context["carried"]}
    answer = client.post(f"{IMPORT}create/", carried)

    made = Questionnaire.objects.get()
    assert (preview.status_code, len(preview.context["lines"])) == (200, 5)
    assert answer["Location"] == reverse("surveys:questionnaire", args=[made.pk])
    assert made.as_form() == a_form()
    assert [event.text for event in timeline(made.id)] == ["从 XLSForm 表格建问卷“出行情况”，5 题"]


@pytest.mark.parametrize(
    ("rows", "where", "text"),
    [
        ([HEAD, ["slider", "a", "？"]], "survey 表第 2 行，type 列", "不认得题型“slider”"),
        ([HEAD, ["text", "a", "？"], ["text", "a", "？"]], "survey 表第 3 行，name 列", "“a”前面已经用过"),
        (
            [HEAD, ["text", "a", "？", "${b} = 'x'"], ["text", "b", "？", "${a} = 'x'"]],
            "survey 表第 2 行，relevant 列",
            "条件绕成了圈：a → b → a",
        ),
        ([HEAD, ["text", "a", "？", "${b} + 1"]], "survey 表第 2 行，relevant 列", "“+”我们还不认"),
        ([HEAD, ["select_one towns", "a", "？"]], "survey 表第 2 行，type 列", "没有叫“towns”的选项组"),
    ],
)
def test_wrong_files_name_sheet_row_and_column(
    cast: Cast, client_of: ClientOf, rows: Rows, where: str, text: str
) -> None:
    answer = upload(client_of(cast.officer), workbook(survey=rows))

    assert answer.status_code == 422
    [(place, sentence)] = told(answer)
    assert place == where
    assert text in sentence
    assert where in answer.content.decode()
    assert "carried" not in answer.context


def test_sheets_in_other_columns_keep_their_row(cast: Cast, client_of: ClientOf) -> None:
    rows = [["", "", ""], ["", *HEAD], ["", "text", "a", "？"], ["", "text", "", "？"]]

    assert told(upload(client_of(cast.officer), workbook(survey=rows)))[0][0] == "survey 表第 4 行，name 列"


@pytest.mark.parametrize(
    ("content", "name", "text"),
    [
        (b"PK\x03\x04 broken", "a.xlsx", "已损坏或不是表格"),
        (b"MZ program", "a.xlsx", "其实是程序"),
        (b"<html></html>", "a.xlsx", "内容却是网页"),
        (b"x", "a.pdf", "请上传 .xlsx"),
    ],
)
def test_bad_files_are_turned_away_with_a_sentence(
    cast: Cast, client_of: ClientOf, content: bytes, name: str, text: str
) -> None:
    answer = upload(client_of(cast.officer), content, name)

    assert answer.status_code == 422
    assert text in answer.content.decode()


def test_a_workbook_that_is_no_questionnaire(cast: Cast, client_of: ClientOf) -> None:
    answer = upload(client_of(cast.officer), workbook(名单=[["姓名", "电话"], ["张三", "1"]]))

    assert told(answer) == [("survey 表", "没有名叫 survey 的工作表（有的是：名单）。XLSForm 的题都写在 survey 里。")]


def test_a_preview_that_was_tampered_with_makes_nothing(cast: Cast, client_of: ClientOf) -> None:
    answer = client_of(cast.officer).post(f"{IMPORT}create/", {FIELD: str(new_id()), "form": "eyJ0aXRsZSI6IngifQ:x:y"})

    assert answer.status_code == 422
    assert "请把文件再传一次" in answer.content.decode()
    assert not Questionnaire.objects.exists()


def test_exports_are_accepted_by_pyxform(cast: Cast, client_of: ClientOf) -> None:
    edition = a_published_edition(cast)
    client = client_of(cast.leader)

    draft = client.get(reverse("surveys:export_xlsform", args=[edition.questionnaire_id]))
    asked = client.get(reverse("surveys:export_edition", args=[edition.pk]))

    for answer in (draft, asked):
        assert "attachment" in answer["Content-Disposition"]
        assert "村里通班车吗？" in convert(answer.content, file_type=".xlsx").xform


def test_who_may_not_write_may_not_bring_in(cast: Cast, client_of: ClientOf) -> None:
    assert client_of(cast.leader).get(IMPORT).status_code == 403
    other = a_questionnaire(cast)
    assert client_of(cast.stranger).get(reverse("surveys:export_xlsform", args=[other.pk])).status_code == 404
