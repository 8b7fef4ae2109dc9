"""Checking and writing a sheet as work in the background: its page shows progress, can be left and found again."""

from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.kernel import clock
from sanxin.kernel.actions import sheet_imports as actions
from sanxin.kernel.jobs import Job, Progress, job_kind, start
from sanxin.kernel.models.sheet_import import SheetImport

CHECK, WRITE = "kernel.sheet.check", "kernel.sheet.write"


def start_check(sheet_import: SheetImport, *, by: Any) -> UUID:
    """The id of the job that checks every row."""
    return _started(CHECK, sheet_import, by=by)


def start_import(sheet_import: SheetImport, *, by: Any, correct_only: bool) -> UUID:
    """The id of the job that writes the rows."""
    return _started(WRITE, sheet_import, by=by, correct_only=correct_only)


def page_of(job: Job) -> str:
    """Where the person goes when the work is done."""
    return reverse("kernel:sheet_import", args=[job.args["sheet_import"]])


@job_kind(CHECK, label=_("检查表格"), done_url=page_of)
def check(progress: Progress, *, sheet_import: str) -> dict[str, Any]:
    """Check every row; the result is the counts."""
    found = SheetImport.objects.get(pk=sheet_import)
    made = actions.check_rows(
        found,
        by=_importer(found),
        at=clock.now(),
        progress=lambda done, total: progress.step(_("检查各行"), done, total),
    )
    return dict(made.counts)


@job_kind(WRITE, label=_("导入表格"), done_url=page_of)
def write(progress: Progress, *, sheet_import: str, correct_only: bool) -> dict[str, Any]:
    """Write the rows; the result is how many."""
    found = SheetImport.objects.get(pk=sheet_import)
    written = actions.import_rows(
        found,
        correct_only=correct_only,
        by=_importer(found),
        at=clock.now(),
        checking=lambda done, total: progress.step(_("检查各行"), done, total),
        progress=lambda done, total: progress.step(_("写入各行"), done, total),
    )
    return {"added": written.added, "updated": written.updated, "left_out": written.left_out}


def _started(kind: str, sheet_import: SheetImport, *, by: Any, **args: Any) -> UUID:
    told = {"sheet_import": str(sheet_import.id), **args}
    job = start(kind, by=by, county_id=sheet_import.county_id, args=told)
    sheet_import.job_id = job.id
    sheet_import.save(update_fields=["job_id"])
    return job.id


def _importer(sheet_import: SheetImport) -> Any:
    """The person who brought the sheet in; rights are asked for again by the action."""
    users = get_user_model()._default_manager.select_related("person")
    return users.get(person_id=sheet_import.made_by_id).person
