"""What is done with the items somebody ticked: a unit joins them, they leave as a file, they are printed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.days import calendar_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions.co_operations import join_unit
from sanxin.ledger.forms.picked import JoinForm
from sanxin.ledger.models import Item
from sanxin.ledger.queries.days import counting
from sanxin.ledger.queries.picked import joined, picked_by
from sanxin.ledger.queries.rows import rows_of
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest

PLACES = {
    "join": "ledger:picked_join",
    "xlsx": "ledger:items_file",
    "csv": "ledger:items_file",
    "print": "ledger:picked_print",
    "list": "ledger:items",
}


@policy(WORKERS, "POST")
def picked(request: StaffRequest) -> HttpResponse:
    """The ticks of the list become an address: nothing is changed here."""
    only, what = joined(request.POST.getlist("item")), request.POST.get("do", "")
    if not only:
        messages.warning(request, _("先在前面打勾，再选做什么。"))
        return redirect("ledger:items")
    if what not in PLACES:
        raise Http404
    form = f"&format={what}" if what in {"xlsx", "csv"} else ""
    return redirect(f"{reverse(PLACES[what])}?view=all&only={only}{form}")


@policy(WORKERS, "GET", "POST")
@once
def picked_join(request: StaffRequest) -> HttpResponse:
    """One unit for several items; each is a verb of its own, and what was refused is said beside it."""
    person = request.user.person
    items = list(picked_by(person, request.GET.get("only", "")))
    if not items:
        raise Http404
    form = JoinForm(request.POST or None, county_id=person.county_id)
    context = {"form": form, "items": items}
    if not (form.is_bound and form.is_valid()):
        return render(request, "ledger/picked/join.html", context, status=422 if form.is_bound else 200)
    unit: Unit = form.cleaned_data["unit"]
    results = [(item, _join(item, unit, request)) for item in items]
    done = sum(not why for _item, why in results)
    return render(request, "ledger/picked/joined.html", {"unit": unit, "results": results, "done": done})


@policy(WORKERS, "GET")
def picked_print(request: StaffRequest) -> HttpResponse:
    """These items as a table on A4."""
    person, today = request.user.person, clock.today()
    left = counting(calendar_of(person.county_id), today)
    rows = rows_of(picked_by(person, request.GET.get("only", "")), left=left, today=today)
    if not rows:
        raise Http404
    return render(
        request, "ledger/picked/print.html", {"rows": rows, "today": today, "office": person.sight.office_name}
    )


def _join(item: Item, unit: Unit, request: StaffRequest) -> str:
    """Empty if it went well, else why not."""
    try:
        join_unit(item, unit=unit, by=request.user.person, at=clock.now())
    except Refused as refusal:
        return refusal.sentence
    return ""
