"""What a topic looks into and what it led to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.research.models import Problem, Proposal
from sanxin.surveys.models import Questionnaire
from sanxin.topics.actions import links as actions
from sanxin.topics.forms.work import AskByForm, CoverForm, LeadToForm
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.views.common import ask, find_topic
from sanxin.topics.views.crumbs import crumbs_of_topic, url_of

OFFERED = 200
"""Hottest problems, latest proposals: what fits into a list to choose from."""


@policy(OFFICE, "GET", "POST")
@once
def cover(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic, person = find_topic(request, pk), request.user.person
    permissions.check_may_work(topic, person)
    free = Problem.objects.filter(office=topic.office_id).on_desk().exclude(topics=topic)
    hottest = list(free.order_by("-heat").values_list("pk", flat=True)[:OFFERED])
    form = CoverForm(request.POST or None, Problem.objects.filter(pk__in=hottest).order_by("-heat", "number"))
    return ask(
        request,
        form,
        lambda data: actions.cover(topic, data["problem"], by=person, at=clock.now()),
        heading=_("加一个群众反映的问题"),
        lead=_("热的排在前面。加上以后，它就算有课题管了。"),
        confirm=_("加上"),
        said=_("加上了。"),
        back=url_of(topic),
        crumbs=crumbs_of_topic(topic),
    )


@policy(OFFICE, "POST")
@once
def uncover(request: StaffRequest, pk: UUID, problem: UUID) -> HttpResponse:
    topic = find_topic(request, pk)
    found = get_object_or_404(Problem, pk=problem, topics=topic)
    actions.uncover(topic, found, by=request.user.person, at=clock.now())
    messages.success(request, _("拿掉了。"))
    return redirect(url_of(topic))


@policy(OFFICE, "GET", "POST")
@once
def lead_to(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic, person = find_topic(request, pk), request.user.person
    permissions.check_may_work(topic, person)
    free = Proposal.objects.filter(office=topic.office_id).exclude(topics=topic)
    latest = list(free.values_list("pk", flat=True)[:OFFERED])
    form = LeadToForm(request.POST or None, Proposal.objects.filter(pk__in=latest))
    return ask(
        request,
        form,
        lambda data: actions.lead_to(topic, data["proposal"], by=person, at=clock.now()),
        heading=_("加一个引出的方案"),
        lead=_("方案在“方案与批示”里写，这里记下是哪个课题引出来的。"),
        confirm=_("加上"),
        said=_("加上了。"),
        back=url_of(topic),
        crumbs=crumbs_of_topic(topic),
    )


@policy(OFFICE, "POST")
@once
def lead_not_to(request: StaffRequest, pk: UUID, proposal: UUID) -> HttpResponse:
    topic = find_topic(request, pk)
    found = get_object_or_404(Proposal, pk=proposal, topics=topic)
    actions.lead_not_to(topic, found, by=request.user.person, at=clock.now())
    messages.success(request, _("拿掉了。"))
    return redirect(url_of(topic))


@policy(OFFICE, "GET", "POST")
@once
def ask_by(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic, person = find_topic(request, pk), request.user.person
    permissions.check_may_work(topic, person)
    rows = Questionnaire.objects.filter(office=topic.office_id).exclude(topics=topic)
    form = AskByForm(request.POST or None, rows)
    return ask(
        request,
        form,
        lambda data: actions.ask_by(topic, data["questionnaire"], by=person, at=clock.now()),
        heading=_("加一份问卷"),
        lead=_("问卷在“问卷”里写、在那里发，这里记下是哪个课题用的。"),
        confirm=_("加上"),
        said=_("加上了。"),
        back=url_of(topic),
        crumbs=crumbs_of_topic(topic),
    )


@policy(OFFICE, "POST")
@once
def ask_not_by(request: StaffRequest, pk: UUID, questionnaire: UUID) -> HttpResponse:
    topic = find_topic(request, pk)
    found = get_object_or_404(Questionnaire, pk=questionnaire, topics=topic)
    actions.ask_not_by(topic, found, by=request.user.person, at=clock.now())
    messages.success(request, _("拿掉了。"))
    return redirect(url_of(topic))
