"""谁改过: what people did to the grouping, newest first, each of which can be taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.research import events
from sanxin.research.actions import problems as actions
from sanxin.research.forms.changes import ChangeFilters
from sanxin.research.models import ProblemChange
from sanxin.research.views.problems import back, seen


@policy(OFFICE)
def changes(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    rows = ProblemChange.objects.visible_to(person)
    filters = ChangeFilters(request.GET, rows)
    page = page_of(filters.narrow(rows).select_related("by", "main", "undo__by"), request)
    context = {"page": page, "filters": filters, "may_work": bool(person.sight.desk_offices)}
    return render(request, "research/changes/changes.html", context)


@policy(OFFICE)
def changes_file(request: StaffRequest) -> HttpResponseBase:
    """The same list as xlsx or csv."""
    rows = ProblemChange.objects.visible_to(request.user.person)
    narrowed = ChangeFilters(request.GET, rows).narrow(rows).select_related("by", "main", "undo__by")
    heads = [_("时间"), _("谁"), _("做了什么"), _("编号"), _("问题"), _("撤销")]
    return export(request, events.CHANGES, heads, (_cells(change) for change in narrowed.iterator(chunk_size=2000)))


def _cells(change: ProblemChange) -> list[object]:
    undone = change.undo if change.is_undone else None
    return [
        change.at,
        change.by.name,
        change.text,
        change.main.code,
        change.main.name,
        f"{undone.by} {timezone.localtime(undone.at):%Y-%m-%d %H:%M}" if undone else "",
    ]


@policy(DESK, "POST")
@once
def undo(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    change = get_object_or_404(ProblemChange.objects.visible_to(person).select_related("main"), pk=pk)
    actions.undo(change, by=person, seen=seen(request), at=clock.now())
    messages.success(request, _("撤销了：{what}。").format(what=change.text))
    return redirect(back(request, change.main))
