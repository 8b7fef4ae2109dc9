"""Writing a proposal, and writing it anew."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.kernel.roles import DESK
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import proposals as actions
from sanxin.research.forms.proposals import ProposalForms
from sanxin.research.models import Problem, Proposal, Stage
from sanxin.research.permissions.proposals import check_may_write
from sanxin.research.queries.owners import Owners
from sanxin.research.queries.proposal_returns import returns_of
from sanxin.research.queries.proposals import frozen_figures, read_figures
from sanxin.research.rules.proposal_figures import NAMES
from sanxin.research.rules.proposal_templates import BARE, TEMPLATES, template_of
from sanxin.research.rules.proposals import check_writable
from sanxin.research.views.problems import uuid_of
from sanxin.research.views.proposals import find

OFFERED = 12
"""Hottest problems offered beside those the person came with."""


@policy(DESK, "GET", "POST")
@once
def new_proposal(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    office = _office(person, request)
    template = template_of(request.GET.get("template", "")) or (BARE if _asked(request) else None)
    forms = ProposalForms(
        request.POST or None,
        office=office,
        owners=Owners(office),
        problems=_offered(request, office),
        template=template,
    )
    if request.method == "GET":
        forms.sheet.initial["problems"] = _asked(request)
    elif forms.is_valid():
        try:
            made = actions.draft(forms.problems, office=office, paper=forms.paper(), by=person, at=clock.now())
            messages.success(request, _("方案 {code} 存好了，看一遍再报领导。").format(code=made.code))
            return redirect("research:proposal", pk=made.pk)
        except Refused as refusal:
            forms.sheet.refuse(refusal)
    return _page(request, forms, None)


@policy(DESK, "GET", "POST")
@once
def revise_proposal(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    proposal = find(person, pk)
    check_may_write(proposal, person)
    check_writable(proposal.stage, proposal.is_writable)
    office = proposal.office
    forms = ProposalForms(request.POST or None, office=office, owners=Owners(office), problems=None, proposal=proposal)
    if request.method == "POST" and forms.is_valid():
        seen = forms.sheet.cleaned_data["seen"] or 0
        try:
            actions.revise(proposal, paper=forms.paper(), by=person, seen=seen, at=clock.now())
            messages.success(request, _("改好了。"))
            return redirect("research:proposal", pk=proposal.pk)
        except Overtaken as refusal:
            forms.sheet.refuse(refusal)
            return _page(request, forms, proposal, stands=forms.catch_up(proposal))
        except Refused as refusal:
            forms.sheet.refuse(refusal)
    return _page(request, forms, proposal)


def _page(
    request: StaffRequest, forms: ProposalForms, proposal: Proposal | None, stands: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    asked = proposal.problems.all() if proposal else Problem.objects.filter(pk__in=_asked(request))
    problems = list(asked.filter(office__in=request.user.person.sight.desk_offices))
    figures = frozen_figures(problems) if problems else None
    context = {
        "forms": forms,
        "proposal": proposal,
        "form": forms.sheet,
        "figures": read_figures(figures) if figures else None,
        "returns": returns_of(proposal, figures)[:1] if proposal and figures else [],
        "templates": [] if proposal else TEMPLATES,
        "names": [f"{{{name}}}" for name in NAMES],
        "stands": stands,
    }
    return render(request, "research/proposals/write.html", context, status=422 if request.method == "POST" else 200)


def _asked(request: StaffRequest) -> list[UUID]:
    """Problems named in the address, and those of a crux problem named there."""
    named = [pk for text in request.GET.getlist("problem") if (pk := uuid_of(text))]
    cruxes = [pk for text in request.GET.getlist("crux") if (pk := uuid_of(text))]
    members = Problem.objects.filter(crux_row__crux__in=cruxes).on_desk() if cruxes else Problem.objects.none()
    return list(dict.fromkeys([*named, *members.order_by("-heat", "number").values_list("pk", flat=True)]))


def _office(person: Person, request: StaffRequest) -> Unit:
    """The office of the problem the person came with, else their own desk."""
    desks = Unit.objects.filter(pk__in=person.sight.desk_offices)
    problem = Problem.objects.filter(pk__in=_asked(request), office__in=desks).select_related("office").first()
    return problem.office if problem else desks.order_by("path")[0]


def _offered(request: StaffRequest, office: Unit) -> QuerySet[Problem]:
    """Those asked for or ticked first, then the hottest accepted ones: the same list before sending and after."""
    rows = Problem.objects.filter(office=office, stage__in=[Stage.ACCEPTED, Stage.ON_LEDGER])
    ticked = [pk for text in request.POST.getlist("problems") if (pk := uuid_of(text))]
    asked = list(dict.fromkeys([*_asked(request), *ticked]))
    first = Case(When(pk__in=asked, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = (rows | Problem.objects.filter(office=office, pk__in=asked)).order_by(first, "-heat", "number")
    shown = list(ordered.values_list("pk", flat=True)[: max(OFFERED, len(asked))])
    return Problem.objects.filter(pk__in=shown).order_by(first, "-heat", "number")
