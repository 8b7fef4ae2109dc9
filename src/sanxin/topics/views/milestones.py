"""Milestones: adding, changing, dropping, done."""

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
from sanxin.topics.actions import milestones as actions
from sanxin.topics.forms.work import DoneForm, MilestoneForm
from sanxin.topics.models import Milestone, Topic
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.views.common import ask, colleagues, find_topic
from sanxin.topics.views.crumbs import crumbs_of_topic, url_of


@policy(OFFICE, "GET", "POST")
@once
def new_milestone(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic, person = find_topic(request, pk), request.user.person
    permissions.check_may_plan(topic, person)
    form = MilestoneForm(request.POST or None, initial={"seen": topic.version, "owner": topic.lead_id})
    form.among("owner", colleagues(topic.office))
    return ask(
        request,
        form,
        lambda data: actions.add_milestone(topic, **data, by=person, at=clock.now()),
        heading=_("加一个节点"),
        lead=_("一步一个人、一个日子；快到了，那个人的“今日”里会有。"),
        confirm=_("加上"),
        said=_("加上了。"),
        back=url_of(topic),
        crumbs=crumbs_of_topic(topic),
    )


@policy(OFFICE, "GET", "POST")
@once
def change_milestone(request: StaffRequest, pk: UUID) -> HttpResponse:
    milestone, person = _find(request, pk), request.user.person
    topic = milestone.topic
    permissions.check_may_plan(topic, person)
    initial = {
        "seen": topic.version,
        "title": milestone.title,
        "owner": milestone.owner_id,
        "due_on": milestone.due_on,
    }
    form = MilestoneForm(request.POST or None, initial=initial)
    form.among("owner", colleagues(topic.office))
    return ask(
        request,
        form,
        lambda data: actions.change_milestone(milestone, **data, by=person, at=clock.now()),
        heading=_("改节点"),
        confirm=_("存"),
        said=_("改好了。"),
        back=url_of(topic),
        crumbs=crumbs_of_topic(topic),
    )


@policy(OFFICE, "POST")
@once
def drop_milestone(request: StaffRequest, pk: UUID) -> HttpResponse:
    milestone = _find(request, pk)
    text = request.POST.get("seen", "")
    seen = int(text) if text.isdigit() else 0
    actions.drop_milestone(milestone, by=request.user.person, seen=seen, at=clock.now())
    messages.success(request, _("去掉了。"))
    return redirect(url_of(milestone.topic))


@policy(OFFICE, "GET", "POST")
@once
def finish_milestone(request: StaffRequest, pk: UUID) -> HttpResponse:
    milestone, person = _find(request, pk), request.user.person
    permissions.check_may_work(milestone.topic, person, owner_id=milestone.owner_id)
    return ask(
        request,
        DoneForm(request.POST or None),
        lambda data: actions.finish_milestone(milestone, note=data["note"], by=person, at=clock.now()),
        heading=_("办完节点：{title}").format(title=milestone.title),
        confirm=_("办完了"),
        said=_("记下了。"),
        back=url_of(milestone.topic),
        crumbs=crumbs_of_topic(milestone.topic),
    )


def _find(request: StaffRequest, pk: UUID) -> Milestone:
    topics = Topic.objects.visible_to(request.user.person)
    rows = Milestone.objects.filter(topic__in=topics).select_related("topic__office", "topic__lead", "owner")
    return get_object_or_404(rows, pk=pk)
