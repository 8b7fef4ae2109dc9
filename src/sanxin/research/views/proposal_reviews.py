"""A look on the round: pass it on, or give it back with the words marked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.research.actions.proposal_routes import pass_on, send_back
from sanxin.research.forms.proposal_marks import MarkForms, ReviewForm
from sanxin.research.models import Proposal, ProposalSubmission
from sanxin.research.models.proposal_route import RouteStep
from sanxin.research.permissions.proposals import check_may_answer
from sanxin.research.queries.owners import Owners
from sanxin.research.queries.proposal_parts import parts_of
from sanxin.research.queries.proposal_route import route_of
from sanxin.research.queries.proposals import frozen_figures, planned_of, read_figures
from sanxin.research.rules.proposal_routes import check_turn
from sanxin.research.views.proposal_context import matrix_of, reading_time


@policy(OFFICE, "GET", "POST")
@once
def review(request: StaffRequest, pk: UUID) -> HttpResponse:
    step = _find(request, pk)
    check_may_answer(step, request.user.person)
    check_turn(RouteStep.objects.waiting().filter(pk=step.pk).exists())
    form, marks = ReviewForm(request.POST or None), MarkForms(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and marks.is_valid():
            try:
                messages.success(request, _answer(request, step, form.cleaned_data["words"], marks))
                return redirect("research:proposal", pk=step.routing.proposal_id)
            except NotAllowed:
                raise
            except Refused as refusal:
                form.refuse(refusal)
                status = status_of(refusal)
    return _page(request, step, form, marks, status)


def _answer(request: StaffRequest, step: RouteStep, words: str, marks: MarkForms) -> str:
    by, at = request.user.person, clock.now()
    if request.POST.get("answer") == "return":
        send_back(step, words=words, marks=marks.marks(), by=by, at=at)
        return _("退回了，起草人“今日”里会有。")
    following = pass_on(step, words=words, by=by, at=at)
    to = following.to if isinstance(following, ProposalSubmission) else following.person
    return _("过了，转给{who}。").format(who=to)


def _find(request: StaffRequest, pk: UUID) -> RouteStep:
    visible = Proposal.objects.visible_to(request.user.person)
    rows = RouteStep.objects.filter(routing__proposal__in=visible)
    wanted = ("routing__proposal__office", "routing__proposal__drafted_by", "routing__proposal__responsible")
    return get_object_or_404(rows.select_related(*wanted, "routing__to", "routing__by", "person"), pk=pk)


def _page(request: StaffRequest, step: RouteStep, form: ReviewForm, marks: MarkForms, status: int) -> HttpResponse:
    proposal = step.routing.proposal
    figures = frozen_figures(list(proposal.problems.all()))
    context = {
        "proposal": proposal,
        "step": step,
        "form": form,
        "marks": marks,
        "figures": read_figures(figures),
        "parts": parts_of(proposal, figures),
        "options": matrix_of(proposal, figures),
        "planned": planned_of(proposal, Owners(proposal.office), clock.today()),
        "steps_planned": list(proposal.steps.all()),
        "route": route_of(proposal),
        "reading_time": reading_time(proposal),
    }
    return render(request, "research/proposals/review.html", context, status=status)
