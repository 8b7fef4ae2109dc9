"""All departments that were asked, over all items: how each stands, filters, the same as a file."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import WORKERS
from sanxin.kernel.views.exports import export
from sanxin.ledger import events
from sanxin.ledger.forms.linkage_filters import LinkageFilters
from sanxin.ledger.queries.linkage_list import HEADS, STATES, AskedFor, cells_of, in_state, lines_of
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest

FILTERS = ("q", "unit", "mine")


@policy(WORKERS)
def linkages(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    page = page_of(asked.rows().with_names().select_related("item"), request)
    units = Unit.objects.filter(pk__in=asked.visible.order_by().values("unit_id"))
    context = {
        "page": page,
        "lines": lines_of(list(page.object_list), asked.person, asked.today),
        "tabs": _tabs(asked),
        "sort": asked.sort,
        "filters": LinkageFilters(request.GET, units=units),
        "keep": [{"name": name, "value": request.GET[name]} for name in ("state", "sort") if request.GET.get(name)],
        "clear_url": f"?state={asked.state}" if any(request.GET.get(name) for name in FILTERS) else "",
        "file_url": f"{reverse('ledger:linkages_file')}?{request.GET.urlencode()}",
        "is_empty": not page.paginator.count and not asked.visible.exists(),
    }
    return render(request, "ledger/linkages/list.html", context)


@policy(WORKERS)
def linkages_file(request: StaffRequest) -> HttpResponseBase:
    asked = _asked(request)
    return export(request, events.LINKAGES, HEADS, cells_of(asked.rows(), asked.person, asked.today))


def _asked(request: StaffRequest) -> AskedFor:
    return AskedFor(request.user.person, clock.today(), request.GET)


def _tabs(asked: AskedFor) -> list[dict[str, Any]]:
    """One query each; the words stay, the numbers follow the filters."""
    kept = {name: asked.params[name] for name in FILTERS if asked.params.get(name)}
    rows = asked.narrowed().order_by()
    return [
        {
            "label": word,
            "url": f"?{urlencode({'state': state, **kept})}",
            "count": in_state(rows, state, asked.today).count(),
            "current": state == asked.state,
        }
        for state, word in STATES.items()
    ]
