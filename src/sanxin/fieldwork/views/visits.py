"""The list of visits, one visit, its photographs, and the list as a file."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork import events
from sanxin.fieldwork.forms.filters import VisitFilters
from sanxin.fieldwork.forms.visits import LineForm
from sanxin.fieldwork.models import Visit, VisitPhoto
from sanxin.fieldwork.permissions.visits import may_correct, may_open_items
from sanxin.fieldwork.queries.visits import lines_of, with_counts
from sanxin.fieldwork.roles import VISITORS
from sanxin.kernel.attachments import serve
from sanxin.kernel.events import timeline
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest


@policy(VISITORS)
def visits(request: StaffRequest) -> HttpResponse:
    """One's own; a section head sees the office's. Who has been nowhere is on no list of ours."""
    person = request.user.person
    mine = Visit.objects.visible_to(person)
    filters = VisitFilters(request.GET, person, mine)
    page = page_of(with_counts(filters.narrow(mine)).with_names(), request)  # type: ignore[attr-defined]
    if not page.paginator.count and not filters.is_set:
        return render(request, "fieldwork/visits/empty.html", {"ways": _ways_in()})
    context = {"page": page, "filters": filters, "shows_officer": bool(person.sight.headed_offices)}
    return render(request, "fieldwork/visits/visits.html", context | _file_urls(request))


@policy(VISITORS)
def visits_file(request: StaffRequest) -> HttpResponseBase:
    """What the list shows, as xlsx or csv; households and notes stay in the house."""
    person = request.user.person
    mine = Visit.objects.visible_to(person)
    rows = with_counts(VisitFilters(request.GET, person, mine).narrow(mine)).with_names()  # type: ignore[attr-defined]
    heads = [_("日期"), _("地方"), _("怎么见的"), _("谁去的"), _("见了几位"), _("几句话"), _("难题"), _("欠回话")]
    return export(request, events.VISITS, heads, (_cells(visit) for visit in rows.iterator(chunk_size=2000)))


@policy(VISITORS)
def visit(request: StaffRequest, pk: UUID) -> HttpResponse:
    return visit_page(request, pk)


def visit_page(request: StaffRequest, pk: UUID, *, line: LineForm | None = None, status: int = 200) -> HttpResponse:
    person = request.user.person
    found = get_object_or_404(Visit.objects.visible_to(person).with_names().select_related("office"), pk=pk)
    context = {
        "visit": found,
        "facts": _facts(found),
        "lines": lines_of(found, person),
        "photos": [_thumb(photo) for photo in found.photos.select_related("attachment")],
        "corrections": list(found.corrections.select_related("by")),
        "events": timeline(found.id),
        "may_correct": may_correct(found, person),
        "may_add": found.officer_id == person.id,
        "may_open": may_open_items(found.office_id, person),
        "line_form": line or LineForm(),
    }
    return render(request, "fieldwork/visits/visit.html", context, status=status)


@policy(VISITORS)
def photo(request: StaffRequest, pk: UUID) -> HttpResponseBase:
    """The picture, or small with `?small`; for those who may read the visit."""
    mine = Visit.objects.visible_to(request.user.person)
    found = get_object_or_404(VisitPhoto.objects.filter(visit__in=mine).select_related("attachment"), pk=pk)
    return serve(found.attachment, thumbnail="small" in request.GET, inline=True)


def _facts(found: Visit) -> list[dict[str, Any]]:
    village = reverse("fieldwork:village", args=[found.place_id]) if found.place_id else ""
    member = reverse("service:member", args=[found.member_id]) if found.member_id else ""
    facts: list[dict[str, Any]] = [
        {"label": _("地方"), "value": found.where, "url": village},
        {"label": _("看望困难党员"), "value": found.member, "url": member},
        {"label": _("哪一家"), "value": found.household},
        {"label": _("哪天"), "value": found.on.isoformat()},
        {"label": _("怎么见的"), "value": found.get_kind_display()},
        {"label": _("见了几位"), "value": found.people},
        {"label": _("谁去的"), "value": found.officer},
        {"label": _("单位"), "value": found.office},
    ]
    return [fact for fact in facts if fact["value"]]


def _thumb(photo: VisitPhoto) -> dict[str, str]:
    url = reverse("fieldwork:photo", args=[photo.pk])
    return {"url": url, "title": _("照片"), "picture": f"{url}?small"}


def _cells(row: Any) -> list[object]:
    counts = [row.people, row.line_count, row.difficulty_count, row.owed_count]
    return [row.on, row.where, row.get_kind_display(), row.officer.name, *counts]


def _file_urls(request: StaffRequest) -> dict[str, str]:
    asked = request.GET.copy()
    asked.pop("page", None)
    urls = {}
    for shape in ("xlsx", "csv"):
        asked["format"] = shape
        urls[f"{shape}_url"] = f"{reverse('fieldwork:visits_file')}?{asked.urlencode()}"
    return urls


def _ways_in() -> list[dict[str, Any]]:
    return [
        {
            "title": _("刚从村里回来，或正在村里"),
            "text": _("点几下、说几句就记好了；没有信号先存在手机里，有信号自己送。"),
            "label": _("记一次走访"),
            "icon": "plus",
            "url": reverse("fieldwork:new_visit"),
            "primary": True,
        },
        {
            "title": _("这个月该去哪些村"),
            "text": _("按您联系的村排好了日子，可以改。"),
            "label": _("看这个月"),
            "icon": "calendar",
            "url": reverse("fieldwork:month"),
        },
    ]
