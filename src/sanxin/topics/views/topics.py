"""The list of topics, one topic, and the list as a file."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.kernel.words import listed
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.topics import events
from sanxin.topics.forms.filters import TopicFilters
from sanxin.topics.models import FieldOfConcern, Topic
from sanxin.topics.queries.lists import with_progress
from sanxin.topics.views.common import find_topic
from sanxin.topics.views.empty import ways_to_topics
from sanxin.topics.views.tabs import tabs_of
from sanxin.topics.views.topic_context import context_of

ORDERS = {
    "number": ("-year", "number"),
    "-number": ("year", "-number"),
    "ends": ("ends_on", "number"),
    "-ends": ("-ends_on", "number"),
}


@policy(OFFICE)
def topics(request: StaffRequest) -> HttpResponse:
    filters, rows = _asked(request)
    page = page_of(rows, request)
    if not page.paginator.count and not filters.is_set:
        ways = ways_to_topics(request.user.person)
        return render(request, "topics/topics/empty.html", {"ways": ways, "tabs": tabs_of("topics")})
    context = {
        "page": page,
        "filters": filters,
        "tabs": tabs_of("topics"),
        "today": clock.today(),
        "sort": "number",
    }
    return render(request, "topics/topics/topics.html", context)


@policy(OFFICE)
def topics_file(request: StaffRequest) -> HttpResponseBase:
    _filters, rows = _asked(request)
    heads = [
        _("编号"),
        _("课题"),
        _("状态"),
        _("领域"),
        _("类型"),
        _("牵头"),
        _("方式"),
        _("地方"),
        _("样本人数"),
        _("开始"),
        _("结束"),
        _("节点"),
        _("已办节点"),
        _("超期节点"),
        _("方案"),
    ]
    return export(request, events.TOPICS, heads, _cells(rows))


@policy(OFFICE)
def topic(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_topic(request, pk)
    return render(request, "topics/topics/topic.html", context_of(found, request.user.person))


def _asked(request: StaffRequest) -> tuple[TopicFilters, QuerySet[Topic]]:
    person: Person = request.user.person
    mine = Topic.objects.visible_to(person)
    filters = TopicFilters(
        request.GET,
        years=sorted(set(mine.order_by().values_list("year", flat=True)), reverse=True),
        fields=list(FieldOfConcern.objects.visible_to(person)),
        leads=list(Person.objects.filter(pk__in=mine.order_by().values("lead"))),
    )
    order = ORDERS.get(request.GET.get("sort", ""), ORDERS["number"])
    return filters, with_progress(filters.narrow(mine), clock.today()).order_by(*order)


def _cells(rows: QuerySet[Topic]) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=500):
        got: Any = row
        yield [
            row.code,
            row.question,
            row.get_stage_display(),
            row.field.name,
            row.get_kind_display(),
            row.lead.name,
            listed(row.methods_in_words),
            got.villages,
            got.people,
            row.starts_on,
            row.ends_on,
            got.steps,
            got.steps_done,
            got.steps_late,
            got.outcomes,
        ]
