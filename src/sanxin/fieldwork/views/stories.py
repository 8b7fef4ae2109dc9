"""What the pages with a timeline share: filters, a page of it, and the same as a file."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.fieldwork.forms.stories import StoryFilters
from sanxin.fieldwork.queries.stories import Story, Strand
from sanxin.fieldwork.queries.strands import KINDS
from sanxin.kernel.listings import Listing
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest


def story_context(request: StaffRequest, strands: Sequence[Strand], file_view: str, pk: UUID) -> dict[str, Any]:
    filters = StoryFilters(request.GET)
    page = Story(strands, filters.period, filters.kind_said).page(request)
    return {"filters": filters, "page": page, **_file_urls(request, file_view, pk)}


def story_file(request: StaffRequest, listing: Listing, strands: Sequence[Strand]) -> HttpResponseBase:
    """What the page shows, all pages of it, as xlsx or csv."""
    filters, kinds = StoryFilters(request.GET), dict(KINDS)
    story = Story(strands, filters.period, filters.kind_said)
    rows = ([row.day, str(kinds[row.kind]), row.word, row.text, row.who] for row in story)
    return export(request, listing, [_("日期"), _("类别"), _("怎么回事"), _("内容"), _("谁办的")], rows)


def _file_urls(request: StaffRequest, view: str, pk: UUID) -> dict[str, str]:
    asked = request.GET.copy()
    asked.pop("page", None)
    urls = {}
    for shape in ("xlsx", "csv"):
        asked["format"] = shape
        urls[f"{shape}_url"] = f"{reverse(view, args=[pk])}?{asked.urlencode()}"
    return urls
