"""Planning a topic, starting and ending it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.places import Places
from sanxin.topics.actions import plans as actions
from sanxin.topics.forms.plans import PlanForms
from sanxin.topics.forms.work import EndForm
from sanxin.topics.models import Topic
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.rules.topics import check_open
from sanxin.topics.views.common import ask, colleagues, find_topic
from sanxin.topics.views.crumbs import crumbs_of_topic, url_of


@policy(OFFICE, "GET", "POST")
@once
def plan(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic, person = find_topic(request, pk), request.user.person
    permissions.check_may_plan(topic, person)
    check_open(topic.is_open)
    places = Places((topic.county_id,))
    forms = PlanForms(request.POST or None, topic=topic, people=colleagues(topic.office), places=places)
    status = 200
    if request.method == "POST":
        status = 422
        if forms.is_valid():
            try:
                seen = forms.sheet.cleaned_data["seen"]
                actions.plan(topic, plan=forms.plan(), by=person, seen=seen, at=clock.now())
                messages.success(request, _("安排存好了。"))
                return redirect(url_of(topic))
            except NotAllowed:
                raise
            except Refused as refusal:
                forms.sheet.refuse(refusal)
                status = status_of(refusal)
    context = {"forms": forms, "form": forms.sheet, "topic": topic, "crumbs": crumbs_of_topic(topic)}
    return render(request, "topics/topics/plan.html", context, status=status)


@policy(OFFICE, "POST")
@once
def start(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic = find_topic(request, pk)
    actions.start(topic, by=request.user.person, seen=_seen(request), at=clock.now())
    messages.success(request, _("开始了。走访和节点都记在这一页。"))
    return redirect(url_of(topic))


@policy(OFFICE, "GET", "POST")
@once
def finish(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic = find_topic(request, pk)
    permissions.check_may_plan(topic, request.user.person)
    return _end(request, topic, finished=True)


@policy(OFFICE, "GET", "POST")
@once
def stop(request: StaffRequest, pk: UUID) -> HttpResponse:
    topic = find_topic(request, pk)
    permissions.check_may_stop(topic, request.user.person)
    return _end(request, topic, finished=False)


def _end(request: StaffRequest, topic: Topic, *, finished: bool) -> HttpResponse:
    form = EndForm(request.POST or None, initial={"seen": topic.version})
    form.fields["words"].label = _("得出了什么") if finished else _("为什么中止")
    verb = actions.finish if finished else actions.stop
    return ask(
        request,
        form,
        lambda data: verb(topic, words=data["words"], by=request.user.person, seen=data["seen"], at=clock.now()),
        heading=_("结题") if finished else _("中止课题"),
        lead=_("以后有人提相近的，会先看到这句话。"),
        confirm=_("结题") if finished else _("中止"),
        said=_("结题了。") if finished else _("中止了。"),
        back=url_of(topic),
        crumbs=crumbs_of_topic(topic),
    )


def _seen(request: StaffRequest) -> int:
    text = request.POST.get("seen", "")
    return int(text) if text.isdigit() else 0
