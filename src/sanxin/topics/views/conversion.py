"""What research came to in a year, as a list and as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.kernel.words import listed
from sanxin.people.requests import StaffRequest
from sanxin.research.models import Proposal
from sanxin.research.views.decision_answers import in_words
from sanxin.topics import events
from sanxin.topics.models import Topic
from sanxin.topics.queries.conversion import Line, conversion_of
from sanxin.topics.views.common import my_office
from sanxin.topics.views.tabs import tabs_of


@policy(OFFICE)
def conversion(request: StaffRequest) -> HttpResponse:
    office, year = my_office(request), _year(request)
    lines = conversion_of(office, year=year, today=clock.today())
    context = {
        "tabs": tabs_of("conversion"),
        "year": year,
        "years": _years(request),
        "lines": [(line, in_words(line.answers) if line.items else "") for line in lines],
    }
    return render(request, "topics/conversion/conversion.html", context)


@policy(OFFICE)
def conversion_file(request: StaffRequest) -> HttpResponseBase:
    office, year = my_office(request), _year(request)
    heads = [
        _("课题"),
        _("方案"),
        _("请领导定什么"),
        _("状态"),
        _("批示"),
        _("谁定的"),
        _("哪天定的"),
        _("开的台账"),
        _("办成"),
        _("超期"),
        _("结果"),
        _("回访：群众怎么说"),
    ]
    rows = _cells(conversion_of(office, year=year, today=clock.today()))
    return export(request, events.CONVERSION.named(_("{year} 年成果转化运用清单").format(year=year)), heads, rows)


def _cells(lines: list[Line]) -> Iterator[list[Any]]:
    for line in lines:
        proposal, decision = line.proposal, line.decision
        yield [
            listed(str(topic) for topic in line.topics),
            proposal.code if proposal else "",
            proposal.title if proposal else _("还没有方案"),
            proposal.get_stage_display() if proposal else "",
            decision.memo if decision else "",
            decision.by.name if decision else "",
            decision.at if decision else None,
            listed(item.code for item in line.items),
            line.done if line.items else "",
            line.late if line.items else "",
            _("；").join(line.results),
            in_words(line.answers) if line.items else "",
        ]


def _year(request: StaffRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 else clock.today().year


def _years(request: StaffRequest) -> list[int]:
    person = request.user.person
    topics = Topic.objects.visible_to(person).order_by().values_list("year", flat=True)
    proposals = Proposal.objects.visible_to(person).order_by().values_list("year", flat=True)
    return sorted({*topics, *proposals, clock.today().year}, reverse=True)
