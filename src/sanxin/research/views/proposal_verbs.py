"""Putting a proposal before a leader, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, Role
from sanxin.people.queries.pickers import people_of_offices
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import proposals as actions
from sanxin.research.actions.proposal_routes import call_back as call_it_back
from sanxin.research.actions.proposal_routes import send_round
from sanxin.research.forms.proposals import SubmitForm
from sanxin.research.permissions.proposals import check_may_write
from sanxin.research.rules.proposals import check_writable
from sanxin.research.views.problems import seen
from sanxin.research.views.proposals import find


@policy(DESK, "GET", "POST")
@once
def submit_proposal(request: StaffRequest, pk: UUID) -> HttpResponse:
    proposal = find(request.user.person, pk)
    check_may_write(proposal, request.user.person)
    check_writable(proposal.stage, proposal.is_writable)
    leaders = people_of_offices([proposal.office], roles=frozenset({Role.LEADER}))
    heads = people_of_offices([proposal.office], roles=frozenset({Role.SECTION_HEAD}))
    heads = heads.exclude(pk=request.user.person.pk)
    initial = {"seen": proposal.version}
    form = SubmitForm(request.POST or None, leaders=leaders, heads=heads, initial=initial)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            send_round(proposal, **said, by=request.user.person, at=clock.now())
            first = said["section"] or said["deputy"]
            words = _("先请{who}看，过了就到{to}。") if first else _("报给{to}了。")
            messages.success(request, words.format(who=first, to=said["to"]))
            return redirect("research:proposal", pk=proposal.pk)
        except Refused as refusal:
            form.refuse(refusal)
    context = {"form": form, "proposal": proposal}
    return render(request, "research/proposals/submit.html", context, status=422 if form.is_bound else 200)


@policy(DESK, "POST")
@once
def withdraw_proposal(request: StaffRequest, pk: UUID) -> HttpResponse:
    proposal = find(request.user.person, pk)
    actions.withdraw(proposal, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, _("收回了，改好再报。"))
    return redirect("research:proposal", pk=proposal.pk)


@policy(DESK, "POST")
@once
def call_back(request: StaffRequest, pk: UUID) -> HttpResponse:
    """From whoever is looking at it on its round."""
    proposal = find(request.user.person, pk)
    call_it_back(proposal, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, _("收回了，改好再报。"))
    return redirect("research:proposal", pk=proposal.pk)
