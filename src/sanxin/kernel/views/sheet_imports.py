"""Pages of a sheet on its way in: choose the file, confirm its columns, look at what was found, write it."""

import json
from typing import Any, cast
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.actions import sheet_imports as actions
from sanxin.kernel.attachments.store import place_of
from sanxin.kernel.http import limits
from sanxin.kernel.http.once import once, once_after
from sanxin.kernel.http.policy import policy
from sanxin.kernel.models.sheet_import import SheetCheck, SheetImport, SheetMapping
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import ALL
from sanxin.kernel.sheet_import_jobs import start_check, start_import
from sanxin.kernel.sheets.columns import Context
from sanxin.kernel.sheets.kinds import SheetKind, kind_of, kinds_for
from sanxin.kernel.sheets.limits import FILE_BYTES
from sanxin.kernel.sheets.matching import Match, match
from sanxin.kernel.sheets.reading import Table
from sanxin.kernel.sheets.template import make_template
from sanxin.kernel.words import listed

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RECENT = 20
SAMPLES = 3


@policy(ALL)
def sheets(request: HttpRequest) -> HttpResponse:
    """What this person may bring in, and what they have brought in lately."""
    person = _person(request)
    recent = SheetImport.objects.of(person.id).select_related("sheetwriting").prefetch_related("checks")[:RECENT]
    context = {"kinds": kinds_for(person), "recent": [_brief(one) for one in recent]}
    return render(request, "kernel/sheet_imports/list.html", context)


def look_at_file(request: HttpRequest, kind: str) -> actions.Looked | Refused:
    """Reading a workbook takes seconds; nobody waits for it."""
    limits.count(request, "sheet")
    file = request.FILES.get("file")
    if file is None:
        return Refused("kernel.sheets.no_file", _("请先选一个文件"), field="file")
    try:
        return actions.look_at(cast(Any, file), file.name or "", kind=_kind(request, kind), by=_person(request))
    except Refused as refusal:
        return refusal


@policy(ALL, "GET", "POST")
@once_after(look_at_file)
def sheet(request: HttpRequest, kind: str, *, ready: actions.Looked | Refused | None = None) -> HttpResponse:
    """The upload page of one kind."""
    found = _kind(request, kind)
    context: dict[str, Any] = {"kind": found, "max_bytes": FILE_BYTES, "limit": FILE_BYTES // 1024**2}
    if ready is None:
        return render(request, "kernel/sheet_imports/upload.html", context)
    if isinstance(ready, Refused):
        return render(request, "kernel/sheet_imports/upload.html", {**context, "refusal": ready}, status=422)
    made = actions.keep(ready, by=_person(request), at=clock.now())
    return redirect("kernel:sheet_mapping", pk=made.pk)


@policy(ALL)
def sheet_template(request: HttpRequest, kind: str) -> FileResponse:
    """The empty form of one kind."""
    found, person = _kind(request, kind), _person(request)
    file = make_template(found, Context(by=person, unit=person.county_id, at=clock.now()))
    return FileResponse(file, as_attachment=True, filename=f"{found.label}-{_('模板')}.xlsx", content_type=XLSX)


@policy(ALL)
def sheet_import(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where the import stands: its columns, its check, or its result."""
    found = _mine(request, pk)
    check, kind = found.last_check(), kind_of(found.kind)
    if written := found.writing():
        context = {
            "sheet_import": found,
            "kind": kind,
            "written": written,
            "figures": _result(written, check.count("known") if check else 0),
            "returned_url": _returned_url(found),
        }
        return render(request, "kernel/sheet_imports/result.html", context)
    if check is None:
        return redirect("kernel:job", found.job_id) if found.job_id else redirect("kernel:sheet_mapping", pk=pk)
    return render(request, "kernel/sheet_imports/preview.html", _preview(found, kind, check))


def open_sheet(request: HttpRequest, pk: UUID) -> tuple[Table, list[str]]:
    """The table somebody looks at, and the names of all; opened before the transaction."""
    try:
        return actions.open_table(_mine(request, pk), request.POST.get("sheet") or request.GET.get("sheet", ""))
    except KeyError as error:
        raise Http404 from error


@policy(ALL, "GET", "POST")
@once_after(open_sheet)
def sheet_mapping(request: HttpRequest, pk: UUID, *, ready: tuple[Table, list[str]] | None = None) -> HttpResponse:
    """Which column is which; confirming starts the check."""
    found = _mine(request, pk)
    kind, (table, names) = kind_of(found.kind), ready or open_sheet(request, pk)
    if request.method != "POST":
        return render(request, "kernel/sheet_imports/mapping.html", _mapping(found, kind, table, names))
    chosen = _chosen(request, table)
    person, now = _person(request), clock.now()
    try:
        actions.choose_mapping(found, mapping=chosen, by=person, at=now, table=table)
    except Refused as refusal:
        context = {**_mapping(found, kind, table, names, chosen), "refusal": refusal}
        return render(request, "kernel/sheet_imports/mapping.html", context, status=422)
    return redirect("kernel:job", start_check(found, by=person))


@policy(ALL, "POST")
@once
def sheet_writing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the rows; the page of the work can be left and found again."""
    limits.count(request, "sheet")
    found = _mine(request, pk)
    actions.check_may_write(found, correct_only=bool(request.POST.get("correct_only")), by=_person(request))
    job = start_import(found, by=_person(request), correct_only=bool(request.POST.get("correct_only")))
    return redirect("kernel:job", job)


@policy(ALL)
def sheet_returned(request: HttpRequest, pk: UUID) -> FileResponse:
    """The person's own file with the reasons in red."""
    found = _mine(request, pk)
    place = place_of(found.returned)
    if not place.exists():
        raise Http404
    name = f"{found.name.rpartition('.')[0]}-{_('错误原因')}.xlsx"
    return FileResponse(place.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


def _person(request: HttpRequest) -> Any:
    return cast(Any, request.user).person


def _kind(request: HttpRequest, key: str) -> SheetKind:
    try:
        kind = kind_of(key)
    except KeyError as error:
        raise Http404 from error
    if not kind.may_import(_person(request)):
        raise Http404
    return kind


def _mine(request: HttpRequest, pk: UUID) -> SheetImport:
    """One's own import, of a kind one may still bring in: the file stays behind when the post is given up."""
    found = get_object_or_404(SheetImport.objects.of(_person(request).id), pk=pk)
    _kind(request, found.kind)
    return found


def _chosen(request: HttpRequest, table: Table) -> dict[int, str]:
    keys = {position: request.POST.get(f"column-{position}", "") for position in range(len(table.headers))}
    return {position: key for position, key in keys.items() if key}


def _mapping(
    found: SheetImport, kind: SheetKind, table: Table, names: list[str], chosen: dict[int, str] | None = None
) -> dict[str, Any]:
    remembered = SheetMapping.remembered(found.county_id, kind.key)
    matches = match(table.headers, kind, remembered)
    sample = [cells for _number, cells in table.sample(SAMPLES)]
    return {
        "sheet_import": found,
        "kind": kind,
        "table": table,
        "names": names,
        "lines": [_line(one, kind, sample, chosen) for one in matches],
        "unsure": sum(not one.sure for one in matches),
        "required": listed(column.label for column in kind.columns if column.required),
    }


def _line(one: Match, kind: SheetKind, sample: list[list[Any]], chosen: dict[int, str] | None) -> dict[str, Any]:
    selected = one.column if chosen is None else chosen.get(one.position, "")
    return {
        "position": one.position,
        "header": one.header,
        "sure": one.sure,
        "ignored": not selected and one.sure,
        "remembered": one.how == "remembered",
        "samples": [_as_seen(cells[one.position]) for cells in sample if one.position < len(cells)],
        "options": [(column.key, str(column.label), column.key == selected) for column in kind.columns],
    }


def _as_seen(cell: Any) -> Any:
    """A sheet keeps 12 as 12.0 and shows 12."""
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _preview(found: SheetImport, kind: SheetKind, check: SheetCheck) -> dict[str, Any]:
    wrong = [{"number": number, "cells": [], "error": error} for number, error in json.loads(check.first_wrong or "[]")]
    return {
        "sheet_import": found,
        "kind": kind,
        "check": check,
        "figures": _figures(check),
        "wrong": wrong,
        "samples": [(kind.column(key).label, values) for key, values in json.loads(check.samples or "[]")],
        "faulty": check.count("wrong"),
        "ready": check.count("ready"),
        "returned_url": _returned_url(found),
    }


def _returned_url(found: SheetImport) -> str:
    """Empty where no row was wrong, and once the file's time is over."""
    return reverse("kernel:sheet_returned", args=[found.pk]) if place_of(found.returned).exists() else ""


def _figures(check: SheetCheck) -> list[dict[str, Any]]:
    labels = (
        ("read", _("读到的行"), ""),
        ("ready", _("可以导入"), "green"),
        ("wrong", _("有错"), "red"),
        ("duplicates", _("文件内重复"), "amber"),
        ("known", _("以前导入过"), "off"),
        ("notes", _("标题、合计等"), ""),
    )
    return [
        {"value": check.count(name), "unit": _("行"), "label": label, "light": light if check.count(name) else ""}
        for name, label, light in labels
    ]


def _result(written: Any, known: int) -> list[dict[str, Any]]:
    known = min(known, written.left_out)
    labels = (
        (written.added, _("新增")),
        (written.updated, _("更新")),
        (written.unchanged, _("没有变化")),
        (known, _("以前导入过")),
        (written.left_out - known, _("未导入")),
    )
    return [{"value": value, "unit": _("行"), "label": label} for value, label in labels]


def _brief(one: SheetImport) -> dict[str, Any]:
    written = getattr(one, "sheetwriting", None)
    state = ("done", _("已导入")) if written else ("wait", _("待导入")) if one.checks.all() else ("off", _("未检查"))
    url = reverse("kernel:sheet_import", args=[one.pk])
    made = f"{kind_of(one.kind).label}　{timezone.localtime(one.made_at):%Y-%m-%d %H:%M}"
    return {"light_kind": state[0], "light_word": state[1], "title": one.name, "url": url, "meta": made}
