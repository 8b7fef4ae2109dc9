"""谁改过: what people did to the grouping, newest first, each of which can be taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.models import ProblemChange, Verb
from sanxin.research.views.problems import back, seen


@policy(OFFICE)
def changes(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    rows = ProblemChange.objects.visible_to(person).select_related("by", "main", "undo__by")
    verb = request.GET.get("verb", "")
    if verb in Verb.values:
        rows = rows.filter(verb=verb)
    page = page_of(rows, request)
    context = {"page": page, "verbs": Verb.choices, "verb": verb, "may_work": bool(person.sight.desk_offices)}
    return render(request, "research/changes/changes.html", context)


@policy(DESK, "POST")
@once
def undo(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    change = get_object_or_404(ProblemChange.objects.visible_to(person).select_related("main"), pk=pk)
    actions.undo(change, by=person, seen=seen(request), at=clock.now())
    messages.success(request, _("撤销了：{what}。").format(what=change.text))
    return redirect(back(request, change.main))
