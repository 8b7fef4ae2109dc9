"""Links: the list, one link, its QR and its sheet to print."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest
from sanxin.surveys import events_asking
from sanxin.surveys.forms.link_filters import LinkFilters
from sanxin.surveys.models import Edition, Link
from sanxin.surveys.permissions.asking import may_ask
from sanxin.surveys.queries.links import LinkLine, address_of, counts_of, figures_of, light_of, qr_svg
from sanxin.surveys.rules.links import LinkState
from sanxin.surveys.sheets import key_of


@policy(OFFICE)
def links(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters = LinkFilters(request.GET, person)
    rows = filters.narrow(Link.objects.visible_to(person), clock.now())
    page = page_of(rows.with_names().with_counts(), request)
    if not page.paginator.count and not filters.is_set:
        editions = Edition.objects.visible_to(person).in_force()[:5]
        return render(request, "surveys/links/empty.html", {"editions": editions, "may_ask": _at_desk(request)})
    lines = [LinkLine.of(link, clock.now()) for link in page]
    asked = request.GET.urlencode()
    context = {"page": page, "lines": lines, "filters": filters, "file_url": f"{reverse('surveys:links_file')}?{asked}"}
    return render(request, "surveys/links/links.html", context)


@policy(OFFICE)
def links_file(request: StaffRequest) -> HttpResponseBase:
    """The list as a file: what was planned and what came, for each link."""
    person = request.user.person
    rows = LinkFilters(request.GET, person).narrow(Link.objects.visible_to(person), clock.now())
    heads = [_("状态"), _("发到哪里"), _("问卷"), _("网址"), _("打算收"), _("收到"), _("从"), _("到")]
    return export(request, events_asking.LINKS, heads, _cells(rows.with_names().with_counts(), _origin(request)))


def _cells(rows: Iterable[Link], origin: str) -> Iterator[list[object]]:
    for link in rows:
        light = light_of(link.state(clock.now()))
        address = address_of(link, origin)
        yield [
            light.word,
            link.where,
            str(link.edition),
            address,
            link.target,
            link.came,
            link.opens_at,
            link.closes_at,
        ]


@policy(OFFICE)
def link(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = visible(request, pk)
    state, counts = found.state(clock.now()), counts_of(found)
    context = {
        "link": found,
        "light": light_of(state),
        "figures": figures_of(found, counts),
        "came": counts["all"],
        "address": address_of(found, _origin(request)),
        "may_ask": may_ask(request.user.person, found.office_id),
        "takes": state is not LinkState.CLOSED,
        "story": timeline(found.id),
        "deliveries": found.deliveries.select_related("by"),
        "table_key": key_of(found),
    }
    return render(request, "surveys/links/link.html", context)


@policy(OFFICE)
def qr(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The QR as a picture: in the page, on the sheet, or saved for a poster."""
    found = visible(request, pk)
    answer = HttpResponse(qr_svg(address_of(found, _origin(request))), content_type="image/svg+xml")
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@policy(OFFICE)
def sheet(request: StaffRequest, pk: UUID) -> HttpResponse:
    """A4 to pin up: what it is about, the QR, the address to type."""
    found = visible(request, pk)
    context = {"link": found, "form": found.edition.as_form(), "address": address_of(found, _origin(request))}
    return render(request, "surveys/links/sheet.html", context)


def visible(request: StaffRequest, pk: UUID) -> Link:
    rows = Link.objects.visible_to(request.user.person).with_names().select_related("office", "closing__by")
    return get_object_or_404(rows, pk=pk)


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _at_desk(request: StaffRequest) -> bool:
    return request.user.person.sight.has(*DESK)
