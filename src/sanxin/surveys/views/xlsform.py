"""Questionnaires as XLSForm files, in and out."""

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.surveys import events_questionnaires as events
from sanxin.surveys.actions import questionnaires as actions
from sanxin.surveys.forms.questionnaires import XLSFormUpload
from sanxin.surveys.queries.xlsform_files import read_file
from sanxin.surveys.rules.fault_words import sentence, where
from sanxin.surveys.views.editions import visible
from sanxin.surveys.views.questionnaire_page import lines_of
from sanxin.surveys.views.questionnaires import desk_of, find
from sanxin_engines.questionnaires import Fault, Form, from_plain, to_plain
from sanxin_engines.questionnaires.xlsform import as_workbook

SALT = "sanxin.surveys.xlsform"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 100
"""Faults told at once; who mended these sees the next."""


@policy(DESK, "GET", "POST")
def import_xlsform(request: StaffRequest) -> HttpResponse:
    """Everything to mend in the file by row and column, or the questions as they will be. Nothing is kept yet."""
    form = XLSFormUpload(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            imported = read_file(file, title=PurePath(file.name).stem)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            context |= {"name": file.name, "left_out": _said(imported.left_out), "faults": _said(imported.faults)}
            if not imported.faults:
                carried = signing.dumps(to_plain(imported.form), salt=SALT, compress=True)
                context |= {"draft": imported.form, "lines": list(lines_of(imported.form)), "carried": carried}
                status = 200
    return render(request, "surveys/questionnaires/import.html", context, status=status)


@policy(DESK, "POST")
@once
def create_from_xlsform(request: StaffRequest) -> HttpResponse:
    """The previewed form becomes a draft."""
    person = request.user.person
    try:
        plain = signing.loads(request.POST.get("form", ""), salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as stale:
        words = _("预览过了一天，或者没传完整。请把文件再传一次。")
        raise Refused("surveys.xlsform.stale", words) from stale
    form = from_plain(plain)
    asked = len(form.questions)
    made = actions.create(
        form, office=desk_of(person), by=person, at=clock.now(), event=events.IMPORTED, questions=asked
    )
    return redirect("surveys:questionnaire", pk=made.pk)


@policy(OFFICE)
def export_xlsform(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The draft as it stands."""
    found = find(request.user.person, pk)
    return _file(found.as_form(), found.title)


@policy(OFFICE)
def export_edition(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The words as they were asked."""
    found = visible(request.user.person, pk)
    return _file(found.as_form(), f"{found.title}-{found.number}")


def _file(form: Form, name: str) -> HttpResponse:
    answer = HttpResponse(as_workbook(form), content_type=XLSX)
    answer.headers["Content-Disposition"] = str(content_disposition_header(True, f"{name}.xlsx"))
    return answer


def _said(faults: list[Fault]) -> list[dict[str, str]]:
    return [{"where": where(fault), "text": sentence(fault)} for fault in faults[:SHOWN]]
