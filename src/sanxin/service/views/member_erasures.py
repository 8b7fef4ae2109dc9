"""What will be forgotten of whom, and when; what has been. Numbers instead of names, for section heads."""

from collections.abc import Iterator

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import Role
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.service import events
from sanxin.service.models import Erasure, Member
from sanxin.service.queries.retention import Leaving, erasures_seen_by, leaving
from sanxin.service.views.member_context import file_urls, tabs_of

HEADS = frozenset({Role.SECTION_HEAD})
SOON = 30
"""Days before it is due."""


@policy(HEADS)
def erasures(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    due, today = _leaving(person), clock.today()
    done = erasures_seen_by(person).select_related("member", "by")
    context = {
        "due": Paginator(due, 50).get_page(request.GET.get("due")),
        "page": page_of(done, request),
        "today": today,
        "months": settings.MEMBER_KEPT_MONTHS,
        "days": settings.MEMBER_WITHDRAWN_DAYS,
        "figures": [
            {"label": _("等着抹去"), "value": len(due), "unit": pgettext("members", "位")},
            {
                "label": _("一个月内"),
                "value": sum((row.due_on - today).days <= SOON for row in due),
                "unit": pgettext("members", "位"),
            },
            {"label": _("已经抹去"), "value": done.count(), "unit": pgettext("members", "位")},
        ],
        "tabs": tabs_of(person, "erasures"),
        "list_url": reverse("service:members"),
        **file_urls(request, "service:erasures_file"),
    }
    return render(request, "service/members/erasures.html", context)


@policy(HEADS)
def erasures_file(request: StaffRequest) -> HttpResponseBase:
    """Both lists under one another: what is to come has a day, what is done has its counts."""
    heads = [
        _("编号"), _("离开日期"), _("到期抹去"), _("抹去日期"), _("按哪条"), _("说明条数"), _("凭据份数"), _("走访条数")
    ]  # fmt: skip
    return export(request, events.ERASURES, heads, _rows(request.user.person))


def _leaving(person: Person) -> list[Leaving]:
    return leaving(Member.objects.filter(office__in=person.sight.headed_offices))


def _rows(person: Person) -> Iterator[list[object]]:
    for row in _leaving(person):
        yield [row.member.number, row.left_on, row.due_on, None, str(row.rule.label), None, None, None]
    for done in erasures_seen_by(person).select_related("member"):
        yield _done(done)


def _done(row: Erasure) -> list[object]:
    day = timezone.localdate(row.at)
    counts = [row.notes, row.files, row.visits]
    return [row.member.number, row.member.left_on, None, day, row.get_rule_display(), *counts]
