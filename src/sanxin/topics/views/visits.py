"""Visits of a topic: planned, with a warning where a village is crowded; made or called off."""

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
from sanxin.service.queries.places import Places
from sanxin.topics.actions import visits as actions
from sanxin.topics.forms.work import OutcomeForm, VisitForm
from sanxin.topics.models import PlannedVisit, Topic
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.crowding import Crowding, crowding_of
from sanxin.topics.rules.visits import Crowded
from sanxin.topics.views.common import ask, find_topic
from sanxin.topics.views.crumbs import crumbs_of_topic, url_of


@policy(OFFICE, "GET", "POST")
@once
def new_visit(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The warning comes before anything is saved: go elsewhere, or say it again."""
    topic, person = find_topic(request, pk), request.user.person
    permissions.check_may_work(topic, person)
    places = Places((topic.county_id,))
    form = VisitForm(_with_other_place(request, places), places, initial={"place": request.GET.get("place", "")})
    crowding: Crowding | None = None
    status = 200
    if form.is_bound and not form.is_valid():
        status = 422
    elif form.is_bound:
        said, anyway = form.cleaned_data, bool(request.POST.get("anyway"))
        try:
            actions.plan_visit(topic, **said, by=person, at=clock.now(), anyway=anyway)
            messages.success(request, _("安排好了。"))
            return redirect(url_of(topic))
        except NotAllowed:
            raise
        except Crowded as refusal:
            crowding, status = crowding_of(said["place"], said["on"], topic=topic, person=person), status_of(refusal)
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
    context = {"form": form, "topic": topic, "crowding": crowding, "crumbs": crumbs_of_topic(topic)}
    return render(request, "topics/visits/new.html", context, status=status)


@policy(OFFICE, "GET", "POST")
@once
def settle_visit(request: StaffRequest, pk: UUID) -> HttpResponse:
    topics = Topic.objects.visible_to(request.user.person)
    rows = PlannedVisit.objects.filter(topic__in=topics).select_related("topic__office", "place")
    visit, person = get_object_or_404(rows, pk=pk), request.user.person
    permissions.check_may_work(visit.topic, person)
    return ask(
        request,
        OutcomeForm(request.POST or None),
        lambda data: actions.settle_visit(
            visit, made=data["made"] == "yes", note=data["note"], by=person, at=clock.now()
        ),
        heading=_("{day} {place}").format(day=f"{visit.on:%m-%d}", place=visit.place),
        confirm=_("记下"),
        said=_("记下了。"),
        back=url_of(visit.topic),
        crumbs=crumbs_of_topic(visit.topic),
    )


def _with_other_place(request: StaffRequest, places: Places) -> dict[str, str] | None:
    """What was sent; a quieter village chosen from the warning takes the place of the typed one."""
    if request.method != "POST":
        return None
    data = {name: request.POST.get(name, "") for name in ("place", "on", "manner")}
    instead = request.POST.get("instead", "")
    labels = {str(unit.id): label for label, unit in places.by_label.items()}
    return data | ({"place": labels[instead]} if instead in labels else {})
