"""根子汇总: root causes of all trees, so that one is seen behind several problems."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.research import events
from sanxin.research.queries.causes import roots_for


@policy(OFFICE)
def roots(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = roots_for(request.user.person, words=words)
    context = {"roots": found, "q": words, "trees": sum(root.count for root in found)}
    return render(request, "research/causes/roots.html", context)


@policy(OFFICE)
def roots_file(request: StaffRequest) -> HttpResponseBase:
    """The same as xlsx or csv."""
    found = roots_for(request.user.person, words=request.GET.get("q", "").strip())
    heads = [_("根子"), _("问题"), _("症结"), _("声音"), _("佐证"), _("在哪里")]
    cells = (
        [
            root.text,
            len(root.problems),
            len(root.cruxes),
            root.messages,
            root.evidence,
            _("；").join(str(one) for one in [*root.problems, *root.cruxes]),
        ]
        for root in found
    )
    return export(request, events.ROOTS, heads, cells)
