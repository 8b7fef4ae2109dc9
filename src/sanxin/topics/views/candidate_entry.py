"""Proposing a candidate, by hand or from a problem in one tap; rewriting it; what is like it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.ids import NIL
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import OFFICE
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.research.models import Problem
from sanxin.topics.actions import candidates as actions
from sanxin.topics.forms.candidates import CandidateForm, ids_of
from sanxin.topics.models import Candidate, ProblemField, Topic, TopicStage
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.similar import Earlier, similar_to
from sanxin.topics.rules import candidates as rules
from sanxin.topics.views.common import find_candidate, my_office
from sanxin.topics.views.crumbs import crumbs_of_candidate

OFFERED = 10


@policy(OFFICE, "GET", "POST")
@once
def new_candidate(request: StaffRequest) -> HttpResponse:
    """Earlier topics like it are shown first; sent a second time it is saved."""
    office, person = my_office(request), request.user.person
    form = CandidateForm(
        request.POST or None, office=office, offered=_offered(request, office), initial=_begun(request)
    )
    similar = _near(form, office)
    if form.is_bound and form.is_valid():
        if {one.key for one in similar} - form.already_shown and form.said["title"].strip():
            return _page(request, form, None, similar, status=422)
        try:
            made = actions.propose(office, **form.said, by=person, at=clock.now())
            messages.success(request, _("提上去了，等打分。") if made.round else _("提上去了，开选题时会进来。"))
            return redirect("topics:candidate", pk=made.pk)
        except Refused as refusal:
            form.refuse(refusal)
    return _page(request, form, None, similar, status=422 if form.is_bound else 200)


@policy(OFFICE, "POST")
@once
def candidate_from_problem(request: StaffRequest) -> HttpResponse:
    """One tap: the problem's name becomes the question. Where something like it exists, the form shows it first."""
    person = request.user.person
    [wanted] = ids_of([request.POST.get("problem", "")]) or [NIL]
    problem = get_object_or_404(Problem.objects.visible_to(person).on_desk(), pk=wanted)
    title = _question(problem)
    if already := _looked_into(problem):
        messages.info(request, _("{code} 已经有人提过，就是这一个。").format(code=problem.code))
        return redirect(f"topics:{'topic' if isinstance(already, Topic) else 'candidate'}", pk=already.pk)
    if similar_to(title, office_id=problem.office_id, problems=[problem.id]):
        asked = urlencode({"problem": problem.id, "office": problem.office.code})
        return redirect(f"{reverse('topics:new_candidate')}?{asked}")
    known = ProblemField.objects.filter(problem=problem).select_related("field").first()
    made = actions.propose(
        problem.office,
        title=title,
        field=known.field if known else None,
        problems=[problem],
        by=person,
        at=clock.now(),
    )
    messages.success(request, _("提为候选了。点“修改”可以把题目写细。"))
    return redirect("topics:candidate", pk=made.pk)


def _looked_into(problem: Problem) -> Candidate | Topic | None:
    """The topic or the open candidate that already takes up this very problem."""
    topics = Topic.objects.filter(office=problem.office_id, problem_rows__problem=problem)
    running = topics.filter(stage__in=(TopicStage.PLANNING, TopicStage.RUNNING)).first()
    return running or Candidate.objects.open().filter(office=problem.office_id, problem_rows__problem=problem).first()


@policy(OFFICE, "GET", "POST")
@once
def revise_candidate(request: StaffRequest, pk: UUID) -> HttpResponse:
    candidate, person = find_candidate(request, pk), request.user.person
    permissions.check_may_revise(candidate, person)
    rules.check_open(candidate.stage)
    initial = CandidateForm.initial_of(candidate)
    offered = _offered(request, candidate.office, initial["problems"])
    form = CandidateForm(request.POST or None, office=candidate.office, offered=offered, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"] or 0
                actions.revise(candidate, **form.said, by=person, seen=seen, at=clock.now())
                messages.success(request, _("改好了。"))
                return redirect("topics:candidate", pk=candidate.pk)
            except NotAllowed:
                raise
            except Refused as refusal:
                form.refuse(refusal)
                status = status_of(refusal)
    return _page(request, form, candidate, [], status=status)


@policy(OFFICE)
def similar_topics(request: StaffRequest) -> HttpResponse:
    """The part of the form that shows what was asked before, while the question is being typed."""
    office = my_office(request)
    similar = similar_to(request.GET.get("title", ""), office_id=office.id)
    return render(request, "topics/candidates/_similar.html", {"similar": similar, "shown": _keys(similar)})


def _page(
    request: StaffRequest, form: CandidateForm, candidate: Candidate | None, similar: list[Earlier], *, status: int
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "candidate": candidate, "similar": similar, "shown": _keys(similar)}
    context["crumbs"] = crumbs_of_candidate(candidate) if candidate else []
    context["must_look"] = bool(similar) and form.is_bound and not form.errors
    return render(request, "topics/candidates/write.html", context, status=status)


def _near(form: CandidateForm, office: Unit) -> list[Earlier]:
    title = str(form["title"].value() or "")
    problems = ids_of([str(one) for one in form["problems"].value() or []])
    return similar_to(title, office_id=office.id, problems=problems) if title or problems else []


def _keys(similar: list[Earlier]) -> str:
    return ",".join(one.key for one in similar)


def _question(problem: Problem) -> str:
    return _("{name}，怎么办？").format(name=problem.name.rstrip("。？！?!"))[: rules.LONGEST_TITLE]


def _begun(request: StaffRequest) -> dict[str, Any]:
    """A form begun from a problem: its name, its field, itself ticked."""
    asked = ids_of(request.GET.getlist("problem"))
    problem = Problem.objects.visible_to(request.user.person).on_desk().filter(pk__in=asked).first()
    if problem is None:
        return {"title": request.GET.get("title", "")}
    known = ProblemField.objects.filter(problem=problem).values_list("field_id", flat=True).first()
    return {"title": _question(problem), "problems": [problem.pk], "field": str(known or "")}


def _offered(request: StaffRequest, office: Unit, also: list[UUID] | None = None) -> QuerySet[Problem]:
    """Those asked for or ticked first, then the hottest: the same list before sending and after."""
    asked = ids_of([*request.GET.getlist("problem"), *request.POST.getlist("problems")]) + (also or [])
    first = Case(When(pk__in=asked, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = Problem.objects.filter(office=office).on_desk().order_by(first, "-heat", "number")
    shown = list(rows.values_list("pk", flat=True)[: max(OFFERED, len(asked))])
    return Problem.objects.filter(pk__in=shown).order_by(first, "-heat", "number")
