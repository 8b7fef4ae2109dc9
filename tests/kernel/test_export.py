"""A list leaves the house as a file, and the trail says who took how many rows."""

import csv
import io
from contextlib import closing
from datetime import datetime

from django.http import FileResponse
from django.test import RequestFactory
from openpyxl import load_workbook

from sanxin.kernel import listings
from sanxin.kernel.models import Event
from sanxin.kernel.sheets.writing import OutColumn
from sanxin.kernel.views.exports import export
from tests.cast import Cast

VOICES = listings.register("tests.voices", "声音")


def taken(cast: Cast, query: str, rows: list[list[object]]) -> FileResponse:
    request = RequestFactory().get(f"/voices/file?{query}")
    request.user = cast.officer.user
    return export(request, VOICES, [OutColumn("原话", 40), "时间"], (row for row in rows))


def body(answer: FileResponse) -> bytes:
    with closing(answer):
        return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_a_workbook_with_the_office_and_the_person_on_top(cast: Cast, now: datetime) -> None:
    answer = taken(cast, "", [["路灯", now], ["=1+1", None]])

    page = load_workbook(io.BytesIO(body(answer))).worksheets[0]

    assert page["A2"].value == "单位：市委组织部　　日期：2026-11-19　　制表：程晓岚"
    assert [cell.value for cell in page[4]] == [1, "路灯", datetime(2026, 11, 19, 9, 30)]  # noqa: DTZ001
    assert page["B5"].data_type == "s"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_csv_on_request_and_safe(cast: Cast, now: datetime) -> None:
    answer = taken(cast, "format=csv", [["＝1+1", now]])

    rows = list(csv.reader(io.StringIO(body(answer).decode("utf-8-sig"))))

    assert rows == [["原话", "时间"], ["'＝1+1", "2026-11-19 09:30"]]


def test_an_export_is_an_event_without_the_words_searched_for(cast: Cast) -> None:
    # An answer that is closed closes the connection as well, so the trail is read first.
    with closing(taken(cast, "format=csv&town=106&q=%E6%96%B9%E8%8C%82%E6%9E%97", [["a", None], ["b", None]])):
        event = Event.objects.get(name="kernel.export.made")

    assert (event.actor_id, event.facts["rows"], event.facts["what"]) == (cast.officer.id, 2, "tests.voices")
    assert event.facts["query"] == "format=csv&town=106"
    assert event.text == "导出声音，2 行"
