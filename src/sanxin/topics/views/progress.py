"""All topics of a year on one screen, for the leader."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.roles import OFFICE
from sanxin.people.requests import StaffRequest
from sanxin.topics.models import Topic, TopicStage
from sanxin.topics.queries.progress import Standing, busy_villages, progress_of, visits_of
from sanxin.topics.views.common import my_office
from sanxin.topics.views.tabs import tabs_of


@policy(OFFICE)
def progress(request: StaffRequest) -> HttpResponse:
    today, office = clock.today(), my_office(request)
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else today.year
    years = sorted({*Topic.objects.filter(office=office).order_by().values_list("year", flat=True), today.year})
    rows = progress_of(office, year=year, today=today)
    context = {
        "tabs": tabs_of("progress"),
        "year": year,
        "years": list(reversed(years)),
        "rows": rows,
        "figures": _figures(rows, year),
        "visits": visits_of(office, year=year),
        "busy": busy_villages(office, today=today),
        "today": today,
    }
    return render(request, "topics/progress/progress.html", context)


def _figures(rows: list[Standing], year: int) -> list[dict[str, Any]]:
    url = f"{reverse('topics:topics')}?year={year}"
    stages = [row.topic.stage for row in rows]
    late = sum(row.late for row in rows)
    counted = [(_("一共"), len(rows), url)] + [
        (str(stage.label), stages.count(stage), f"{url}&stage={stage.value}")
        for stage in (TopicStage.PLANNING, TopicStage.RUNNING, TopicStage.FINISHED)
    ]
    figures: list[dict[str, Any]] = [
        {"value": n, "unit": ngettext("个", "个", n), "label": label, "url": there} for label, n, there in counted
    ]
    overdue = {"value": late, "unit": ngettext("个节点", "个节点", late), "label": _("超期")}
    return [*figures, overdue | {"light": "red" if late else ""}]
