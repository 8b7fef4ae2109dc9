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
from sanxin.research.concerns import topics_of
from sanxin.research.queries.causes import RootCause, roots_for


@policy(OFFICE)
def roots(request: StaffRequest) -> HttpResponse:
    found, chosen = _asked(request), request.GET.get("topic", "")
    topics = [one for one in topics_of(request.user.person.sight.work_offices) if str(one.id) == chosen]
    trees = sum(root.count for root in found)
    context = {"roots": found, "q": _words(request), "topic": topics[0] if topics else None, "trees": trees}
    return render(request, "research/causes/roots.html", context)


@policy(OFFICE)
def roots_file(request: StaffRequest) -> HttpResponseBase:
    """The same as xlsx or csv."""
    found = _asked(request)
    heads = [_("根子"), _("问题"), _("症结"), _("声音"), _("佐证"), _("在哪里"), _("课题")]
    cells = (
        [
            root.text,
            len(root.problems),
            len(root.cruxes),
            root.messages,
            root.evidence,
            _("；").join(str(one) for one in [*root.problems, *root.cruxes]),
            _("；").join(f"{one.code} {one.question}" for one in root.topics),
        ]
        for root in found
    )
    return export(request, events.ROOTS, heads, cells)


def _asked(request: StaffRequest) -> list[RootCause]:
    return roots_for(request.user.person, words=_words(request), topic=request.GET.get("topic", ""))


def _words(request: StaffRequest) -> str:
    return request.GET.get("q", "").strip()
