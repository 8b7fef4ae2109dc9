"""What is done with a candidate: scoring, talking, taking back, choosing, declining."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE, Role
from sanxin.people.requests import StaffRequest
from sanxin.topics.actions import candidates as actions
from sanxin.topics.actions import choices
from sanxin.topics.actions.scores import score as give_scores
from sanxin.topics.forms.candidates import ChooseForm, DeclineForm, RemarkForm, ScoreForm
from sanxin.topics.models import Candidate, CandidateStage
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules import candidates as rules
from sanxin.topics.views.candidates import candidate_page
from sanxin.topics.views.common import ask, attempt, colleagues, find_candidate
from sanxin.topics.views.crumbs import crumbs_of_candidate

LEADERS = frozenset({Role.LEADER})


@policy(OFFICE, "POST")
@once
def score(request: StaffRequest, pk: UUID) -> HttpResponse:
    candidate, person = find_candidate(request, pk), request.user.person
    permissions.check_may_score(candidate, person)
    criteria = candidate.round.criteria.all() if candidate.round else []
    form = ScoreForm(request.POST, criteria=criteria, given={})
    refused = attempt(form, lambda data: give_scores(candidate, points=form.points, by=person, at=clock.now()))
    if refused:
        return candidate_page(request, candidate, status=refused, score_form=form)
    messages.success(request, _("打好了。结束以前可以改。"))
    following = _next_to_score(candidate, person.pk)
    if following and "next" in request.POST:
        return redirect("topics:candidate", pk=following)
    return redirect("topics:candidate", pk=candidate.pk)


@policy(OFFICE, "POST")
@once
def remark(request: StaffRequest, pk: UUID) -> HttpResponse:
    candidate, person = find_candidate(request, pk), request.user.person
    form = RemarkForm(request.POST)
    refused = attempt(form, lambda data: actions.remark(candidate, text=data["text"], by=person, at=clock.now()))
    if refused:
        return candidate_page(request, candidate, status=refused, remark_form=form)
    return redirect(f"{reverse('topics:candidate', args=[candidate.pk])}#remarks")


@policy(OFFICE, "POST")
@once
def withdraw_candidate(request: StaffRequest, pk: UUID) -> HttpResponse:
    candidate = find_candidate(request, pk)
    text = request.POST.get("seen", "")
    seen = int(text) if text.isdigit() else 0
    actions.withdraw(candidate, by=request.user.person, seen=seen, at=clock.now())
    messages.success(request, _("收回了。"))
    return redirect("topics:candidates")


@policy(LEADERS, "GET", "POST")
@once
def choose(request: StaffRequest, pk: UUID) -> HttpResponse:
    candidate, person = find_candidate(request, pk), request.user.person
    permissions.check_may_choose(candidate.office_id, person)
    rules.check_open(candidate.stage)
    round_ = candidate.round
    rules.check_round_open(round_ is not None, round_ is not None and round_.is_open)
    assert round_ is not None
    chosen = Candidate.objects.filter(round=round_, stage=CandidateStage.CHOSEN).count()
    over = chosen >= round_.most
    form = ChooseForm(request.POST or None, candidate=candidate, people=colleagues(candidate.office), over=over)
    count = _("今年定的是 {most} 个上下，已经选了 {chosen} 个。").format(most=round_.most, chosen=chosen)
    return ask(
        request,
        form,
        lambda data: choices.choose(
            candidate,
            lead=data["lead"],
            field=form.concerns[data["field"]],
            reason=data.get("reason", ""),
            by=person,
            seen=data["seen"],
            at=clock.now(),
        ),
        heading=_("选上：{title}").format(title=candidate.title),
        lead=count + _("选上就编号，牵头人的“今日”里会有；人数和村数按现在的样子定住。"),
        confirm=_("选上，立课题"),
        said=_("立了课题，牵头人会看到。"),
        back=reverse("topics:candidate", args=[candidate.pk]),
        crumbs=crumbs_of_candidate(candidate),
    )


@policy(LEADERS, "GET", "POST")
@once
def decline(request: StaffRequest, pk: UUID) -> HttpResponse:
    candidate, person = find_candidate(request, pk), request.user.person
    permissions.check_may_choose(candidate.office_id, person)
    rules.check_open(candidate.stage)
    return ask(
        request,
        DeclineForm(request.POST or None, initial={"seen": candidate.version}),
        lambda data: choices.decline(candidate, **data, by=person, at=clock.now()),
        heading=_("不选：{title}").format(title=candidate.title),
        lead=_("提的人看得到这句话；以后还可以再提。"),
        confirm=_("不选这个"),
        said=_("定了，没选上。"),
        back=reverse("topics:candidate", args=[candidate.pk]),
        crumbs=crumbs_of_candidate(candidate),
    )


def _next_to_score(candidate: Candidate, person_id: UUID) -> UUID | None:
    rows = Candidate.objects.open().filter(round=candidate.round_id).exclude(sheets__by=person_id)
    return rows.values_list("pk", flat=True).first()
