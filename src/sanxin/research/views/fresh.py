"""机器新提: what runs proposed since yesterday, each with its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import DESK
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.models import Advice
from sanxin.research.queries.desk import last_run
from sanxin.research.queries.fresh import days_back, fresh_for

SPANS = {"1": 1, "7": 7, "all": None}
"""Days back, midnight; `1` is since yesterday morning."""


@policy(DESK)
def fresh(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    asked = request.GET.get("since", "1")
    span = asked if asked in SPANS else "1"
    days = SPANS[span]
    found = fresh_for(person, days_back(days, clock.now()) if days else None)
    context = {"found": found, "tabs": _tabs(span), "last": last_run(person), "here": request.get_full_path()}
    return render(request, "research/fresh/fresh.html", context)


@policy(DESK, "POST")
@once
def refuse_advice(request: StaffRequest, pk: UUID) -> HttpResponse:
    advice = _find(request, pk)
    actions.refuse_advice(advice, by=request.user.person, at=clock.now())
    messages.success(request, _("没有采用，以后的归并不再提。"))
    return redirect("research:fresh")


@policy(DESK, "POST")
@once
def reconsider_advice(request: StaffRequest, pk: UUID) -> HttpResponse:
    advice = _find(request, pk)
    actions.reconsider_advice(advice, by=request.user.person, at=clock.now())
    messages.success(request, _("这条建议又在等人看了。"))
    return redirect("research:fresh")


def _find(request: StaffRequest, pk: UUID) -> Advice:
    rows = Advice.objects.visible_to(request.user.person).select_related("problem", "other")
    return get_object_or_404(rows, pk=pk)


def _tabs(span: str) -> list[dict[str, object]]:
    words = {"1": _("昨天以来"), "7": _("一周以来"), "all": _("全部没有答的")}
    return [{"label": words[key], "url": f"?since={key}", "current": key == span} for key in SPANS]
