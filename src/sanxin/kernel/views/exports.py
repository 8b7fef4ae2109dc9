"""A list as a file, xlsx or csv, and the event that says who took how many rows of what."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal, cast

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.formats import date_format

from sanxin.kernel import clock, events
from sanxin.kernel.actions import action
from sanxin.kernel.events import record
from sanxin.kernel.http import limits
from sanxin.kernel.listings import Listing
from sanxin.kernel.sheets.columns import Label, Value
from sanxin.kernel.sheets.writing import Heading, OutColumn, OutPage, write_book, write_csv, write_xlsx

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""`?format=csv` asks for csv; everything else gets xlsx."""

SEARCHED = ("q", "search")

Head = Label | OutColumn


def export(request: HttpRequest, title: Listing, heads: Sequence[Head], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """The answer that carries the file. `rows` may be a generator; it is read once, before the event is written.

    `title` is a list registered in `kernel.listings`, so that the event says it in any language. A head is a label,
    or an OutColumn where its width matters. Instants are shown in the office's local time.
    """
    limits.count(request, "export")
    shape: Literal["xlsx", "csv"] = "csv" if request.GET.get("format") == "csv" else "xlsx"
    person = cast(Any, request.user).person
    columns = [head if isinstance(head, OutColumn) else OutColumn(head) for head in heads]
    local = (tuple(_local(value) for value in row) for row in rows)
    if shape == "csv":
        file, count = write_csv(columns, local)
    else:
        heading = Heading(str(title), person.sight.office_name, clock.today(), person.name)
        file, count = write_xlsx(columns, local, heading)
    _log(person, title.code, count, _query(request))
    name = f"{title}-{date_format(clock.today(), 'Ymd')}.{shape}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[shape])


def export_book(
    request: HttpRequest, title: Listing, pages: Sequence[tuple[str, Sequence[Head], Iterable[Sequence[Any]]]]
) -> FileResponse:
    """Several lists that belong together as one workbook, a sheet each: (name, heads, rows). Logged as one export."""
    limits.count(request, "export")
    person = cast(Any, request.user).person
    book = [
        OutPage(
            [head if isinstance(head, OutColumn) else OutColumn(head) for head in heads],
            (tuple(_local(value) for value in row) for row in rows),
            Heading(f"{title} {name}", person.sight.office_name, clock.today(), person.name),
            tab=name,
        )
        for name, heads, rows in pages
    ]
    file, count = write_book(book)
    _log(person, title.code, count, _query(request))
    name = f"{title}-{date_format(clock.today(), 'Ymd')}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES["xlsx"])


@action
def _log(person: Any, what: str, rows: int, query: str) -> None:
    facts = {"what": what, "rows": rows, "query": query}
    record(events.EXPORTED, county_id=person.county_id, by=person, at=clock.now(), about=[], facts=facts)


def _query(request: HttpRequest) -> str:
    """The filters of the list; a word searched for may be a name and is left out."""
    asked = request.GET.copy()
    for name in SEARCHED:
        asked.pop(name, None)
    return asked.urlencode()[:300]


def _local(value: Any) -> Value:
    if isinstance(value, datetime) and value.tzinfo:
        return timezone.localtime(value).replace(tzinfo=None)
    return cast(Value, value)
