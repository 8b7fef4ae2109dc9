"""A plan as a sheet to print, as a table, and as the workbook the command line solves."""

import io
from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.fieldwork import events_caseload as events
from sanxin.fieldwork.actions.caseload_exports import note_instance
from sanxin.fieldwork.models import PlanPair
from sanxin.fieldwork.models.caseload_pair import PlanPairQuerySet
from sanxin.fieldwork.permissions.caseload import may_plan
from sanxin.fieldwork.queries.caseload_input import asked_of
from sanxin.fieldwork.queries.caseload_plans import by_officer
from sanxin.fieldwork.views.caseload_common import PLANNERS, READERS, find_plan
from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.views.exports import TYPES, export
from sanxin.people.requests import StaffRequest
from sanxin_engines.caseload.instance_writing import write_instance


@policy(READERS)
def sheet(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One line an officer, for the wall: members counted, nobody named."""
    plan = find_plan(request, pk)
    context = {"plan": plan, "rows": by_officer(plan), "day": clock.today()}
    return render(request, "fieldwork/plans/sheet.html", context)


@policy(READERS)
def plan_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """What the tables show, as xlsx or csv; members masked, for leaders only counted as somebody in a village."""
    plan = find_plan(request, pk)
    names = may_plan(plan.office_id, request.user.person)
    heads = [
        _("类别"),
        _("乡镇和村"),
        _("对象"),
        _("联系干部"),
        _("工号"),
        _("上年是谁"),
        _("和上年比"),
        _("为什么"),
        _("直线公里"),
        _("其次是谁"),
        _("换过去至少多花公里"),
    ]
    return export(request, events.PLAN, heads, _cells(PlanPair.objects.filter(plan=plan), names))


@policy(PLANNERS)
def instance_file(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The input as six sheets: `sanxin caseload FILE.xlsx -o PLAN.xlsx` gives the same plan. Members are numbers."""
    plan = find_plan(request, pk)
    asked = asked_of(plan, clock.today())
    file = io.BytesIO()
    write_instance(file, asked.instance)
    rows = len(asked.instance.villages) + len(asked.instance.members)
    note_instance(plan, rows=rows, by=request.user.person, at=clock.now())
    answer = HttpResponse(file.getvalue(), content_type=TYPES["xlsx"])
    answer.headers["Content-Disposition"] = f'attachment; filename="caseload-{plan.year}.xlsx"'
    return answer


def _cells(pairs: PlanPairQuerySet, names: bool) -> Iterator[list[object]]:
    words = {"kept": _("没变"), "moved": _("换了人"), "new": _("新有的"), "nobody": _("没人")}
    for pair in [*pairs.villages().with_names(), *pairs.members().with_names()]:
        member = pair.member
        yield [
            _("村") if member is None else _("困难党员"),
            pair.where,
            str(pair.place) if member is None else member.masked if names else _("一位"),
            str(pair.person or ""),
            pair.person.staff_number if pair.person else "",
            str(pair.before or ""),
            words[pair.change],
            pair.get_reason_display(),
            pair.km if pair.km is None else round(pair.km, 1),
            str(pair.next_best or ""),
            pair.next_km if pair.next_km is None else round(pair.next_km, 1),
        ]
