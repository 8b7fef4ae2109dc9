"""The leader's page: read in two minutes, decided on the spot."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.kernel.roles import Role
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.research.actions.decisions import decide as decide_on
from sanxin.research.forms.decisions import DecisionForm
from sanxin.research.forms.proposal_marks import MarkForms
from sanxin.research.models import Decision, ProposalSubmission
from sanxin.research.models.decision import OPENING
from sanxin.research.queries.owners import Owners
from sanxin.research.queries.proposal_parts import parts_of
from sanxin.research.queries.proposal_route import route_of
from sanxin.research.queries.proposals import place_among, planned_of, read_figures
from sanxin.research.queries.similar_proposals import similar_to
from sanxin.research.rules import proposals as rules
from sanxin.research.views.decision_words import words_of
from sanxin.research.views.proposal_context import matrix_of, reading_time
from sanxin.research.views.proposals import find

LEADERS = frozenset({Role.LEADER})


@policy(LEADERS, "GET", "POST")
@once
def decide(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    submission = _before(person, pk)
    if submission is None:
        return _too_late(request, pk) if request.method == "POST" else redirect("research:proposal", pk=pk)
    form = DecisionForm(request.POST or None, submission=submission, owners=Owners(submission.proposal.office))
    marks = MarkForms(request.POST or None)
    if form.is_bound and form.is_valid() and marks.is_valid():
        after = place_among(submission, person).after
        try:
            said = form.cleaned_data
            rules.check_is_what_was_read(said["read"] == submission.id)
            decision = decide_on(
                submission,
                verdict=said["verdict"],
                memo=said["memo"],
                changes=form.changes(),
                marks=marks.marks(),
                by=person,
                at=clock.now(),
            )
            messages.success(request, _words(decision))
            return redirect("research:decide" if after else "research:proposal", pk=(after or submission).proposal_id)
        except Overtaken as refusal:
            form.refuse(refusal)
            form.has_read(submission)
        except Refused as refusal:
            form.refuse(refusal)
    return _page(request, submission, form, marks)


def _too_late(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Decided or taken back while the page stood open: how it stands, the words not lost, the way to the paper."""
    rows = ProposalSubmission.objects.filter(proposal=pk, to=request.user.person)
    last = rows.select_related("decision__by", "withdrawal__by").order_by("round").last()
    context = {"submission": last, "proposal_id": pk, "memo": request.POST.get("memo", "").strip()}
    return render(request, "research/decisions/too_late.html", context, status=422)


def _before(person: Person, pk: UUID) -> ProposalSubmission | None:
    """The submission of this proposal that waits for this leader; none once it is decided or taken back."""
    find(person, pk)
    rows = ProposalSubmission.objects.filter(proposal=pk, to=person).select_related(
        "proposal__office", "proposal__drafted_by", "proposal__responsible", "by", "to"
    )
    return rows.waiting().first()


def _page(request: StaffRequest, submission: ProposalSubmission, form: DecisionForm, marks: MarkForms) -> HttpResponse:
    proposal, today = submission.proposal, clock.today()
    context = {
        "proposal": proposal,
        "submission": submission,
        "form": form,
        "figures": read_figures(submission.figures),
        "options": matrix_of(proposal, submission.figures),
        "planned": planned_of(proposal, form.owners, today),
        "place": place_among(submission, submission.to),
        "reading_time": reading_time(proposal),
        "similar": similar_to(proposal),
        "today": today,
        "parts": parts_of(proposal, submission.figures),
        "steps_planned": list(proposal.steps.all()),
        "route": route_of(proposal),
        "marks": marks,
    }
    context |= words_of(proposal, len(form.planned))
    return render(request, "research/decisions/decide.html", context, status=422 if form.is_bound else 200)


def _words(decision: Decision) -> str:
    if decision.verdict in OPENING:
        opened = decision.item_rows.count()
        return ngettext("定了，开了 {n} 条台账。", "定了，开了 {n} 条台账。", opened).format(n=opened)
    return _("定了：{verdict}。").format(verdict=decision.get_verdict_display())
