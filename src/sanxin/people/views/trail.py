"""操作记录: the audit trail, for auditors only."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.jobs import start
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import Role
from sanxin.kernel.views.exports import export
from sanxin.people import events
from sanxin.people.forms.trail import TrailFilterForm
from sanxin.people.jobs import VERIFY
from sanxin.people.models import Person
from sanxin.people.queries import trail as queries
from sanxin.people.requests import StaffRequest

AUDITOR = frozenset({Role.AUDITOR})


@policy(AUDITOR, "GET")
def trail(request: StaffRequest) -> HttpResponse:
    me = request.user.person
    form, filters = _asked(request)
    page = page_of(queries.trail(me, filters), request)
    context = {
        "filters": form,
        "page": page,
        "lines": queries.lines(page),
        "filtered": filters != queries.Filter(),
        "proof": queries.last_proof(me),
        "export_url": f"{reverse('people:export_trail')}?{request.GET.urlencode()}",
    }
    return render(request, "people/trail/trail.html", context)


@policy(AUDITOR, "POST")
@once
def verify_trail(request: StaffRequest) -> HttpResponse:
    """Walk the chain in the background; what was found becomes a row of the trail."""
    me = request.user.person
    args = {"county": str(me.county_id), "person": str(me.id)}
    return redirect("kernel:job", start(VERIFY, by=me, county_id=me.county_id, args=args).pk)


@policy(AUDITOR, "GET")
def export_trail(request: StaffRequest) -> FileResponse:
    """The trail as the filters show it; the export itself becomes its next row."""
    _form, filters = _asked(request)
    rows = queries.table_rows(queries.trail(request.user.person, filters))
    return export(request, events.TRAIL, queries.TABLE_HEADS, rows)


def _asked(request: StaffRequest) -> tuple[TrailFilterForm, queries.Filter]:
    me = request.user.person
    people = Person.objects.filter(county__in=me.sight.audited_counties).order_by("name")
    form = TrailFilterForm(request.GET or None, people=people)
    return form, form.filter() if form.is_bound else queries.Filter()
