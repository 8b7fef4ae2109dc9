"""热度怎么算: the weights in force, who changed them and why; heads of sections change them."""

from dataclasses import asdict

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import OFFICE
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.research.actions.heat import set_weights
from sanxin.research.actions.heat.set_weights import as_weights
from sanxin.research.forms.weights import WeightsForm
from sanxin.research.models import HeatWeighting
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.weights import in_force, weights_of
from sanxin.research.views.problems import seen, uuid_of


@policy(OFFICE, "GET", "POST")
@once
def heat(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    office = _office(request, person)
    present = {name: f"{value:g}" for name, value in asdict(as_weights(office)).items()}
    form = WeightsForm(request.POST or None, initial=present)
    if form.is_bound and form.is_valid():
        try:
            row = set_weights(
                office,
                form.weights,
                reason=form.cleaned_data["reason"],
                by=person,
                seen=seen(request),
                at=clock.now(),
            )
            return redirect("kernel:job", row.job_id)
        except Refused as refusal:
            form.refuse(refusal)
    last = in_force(office.id)
    context = {
        "office": office,
        "weights": weights_of(office.id),
        "last": last,
        "seen": seen(request) if form.is_bound else (last.number if last else 0),
        "history": HeatWeighting.objects.filter(office=office).select_related("by")[:50],
        "form": form,
        "may_weigh": permissions.may_weigh(person, office.id),
    }
    return render(request, "research/desk/heat.html", context, status=422 if form.is_bound else 200)


def _office(request: StaffRequest, person: Person) -> Unit:
    """The office named in the address, else the first one worked in."""
    mine = Unit.objects.filter(pk__in=person.sight.work_offices).order_by("path")
    wanted = uuid_of(request.POST.get("office", request.GET.get("office", "")))
    return get_object_or_404(mine, pk=wanted) if wanted else mine[0]
