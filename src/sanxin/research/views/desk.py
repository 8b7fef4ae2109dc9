"""The desk: filters, the list by heat, a preview with its verbs."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import OFFICE
from sanxin.kernel.views.exports import export
from sanxin.ledger.queries.kept import Kept
from sanxin.people.models import Level, Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.research import events
from sanxin.research.concerns import choices_for, fields_of, sort_url
from sanxin.research.forms.filters import DeskFilters
from sanxin.research.models import Problem
from sanxin.research.queries.desk import new_voices, offers_of, overview
from sanxin.research.queries.figures import spark_of
from sanxin.research.queries.states import State, with_state
from sanxin.research.rules.heat import PARTS
from sanxin.research.views.empty import ways_in
from sanxin.research.views.preview import Preview, preview_of
from sanxin.research.views.problems import uuid_of
from sanxin.service.models import Kind

UNSEEN = ("quotes", "reasons", "named_places", "facets", "heat_points")
"""What a row of the list does not show."""
Tick = tuple[str, str, int, bool]


@policy(OFFICE)
def desk(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    kept = Kept(person, timezone.localdate(clock.now()))
    summary = kept.get("research.desk", lambda: overview(person))
    if not summary.problems:
        context = {"ways": ways_in(person, new_voices(person)), "ran": summary.ran_at is not None}
        return render(request, "research/desk/empty.html", context)
    filters = _filters(request, kept)
    rows = _rows(person, filters)
    page = page_of(rows.defer(*UNSEEN), request, keep=lambda count: kept.get(f"research.desk {filters.asked}", count))
    ids = [problem.id for problem in page]
    offers, today = offers_of(ids), timezone.localdate(clock.now())
    for problem in page:
        problem.spark = spark_of(problem, today=today)  # type: ignore[attr-defined]
        problem.offered = offers.get(problem.id, 0)  # type: ignore[attr-defined]
    preview = _chosen(request, page[0].pk if len(page) else None, person)
    context = {
        "page": page,
        "filters": filters,
        "summary": summary,
        "preview": preview,
        "next": _here(request, preview),
        "state_options": _ticks(State, summary.states, filters.states),
        "kind_options": _ticks(Kind, summary.kinds, filters.said("kind") or []) if len(summary.kinds) > 1 else [],
        "may_work": bool(person.sight.desk_offices),
        "sort": "-heat",
        **kept.get("research.desk fields", lambda: _fields_to_sort(person)),
    }
    return render(request, "research/desk/desk.html", context)


@policy(OFFICE)
def desk_file(request: StaffRequest) -> HttpResponseBase:
    """The list as xlsx or csv: figures and words, nobody's name."""
    person = request.user.person
    kept = Kept(person, timezone.localdate(clock.now()))
    rows = _rows(person, _filters(request, kept))
    heads = [
        _("编号"), _("问题"), _("状态"), _("类别"), _("热度"), _("人"), _("条"), _("近重"), _("地方"), _("同感"),
        _("最早"), _("最近"), _("关键词"), *(_("热度：{part}").format(part=part) for part in _part_names()),
    ]  # fmt: skip
    return export(request, events.PROBLEMS, heads, (_cells(problem) for problem in rows.iterator(chunk_size=2000)))


def _fields_to_sort(person: Person) -> dict[str, Any]:
    """Where the ticked may be put, for those of one desk: fields are an office's own."""
    if len(person.sight.desk_offices) != 1:
        return {}
    office = Unit.objects.get(pk=next(iter(person.sight.desk_offices)))
    return {"field_choices": choices_for(office), "sort_url": sort_url(office)}


def _filters(request: StaffRequest, kept: Kept) -> DeskFilters:
    person = request.user.person
    offices = person.sight.work_offices
    names = kept.get("research.fields", lambda: [(str(one.id), one.name) for one in fields_of(offices)])
    return DeskFilters(request.GET, towns_of(person), names, offices)


def towns_of(person: Person) -> list[Unit]:
    rows = Unit.objects.in_use().filter(level=Level.TOWNSHIP, county__in=person.sight.counties)
    return list(rows.order_by("path"))


def _rows(person: Person, filters: DeskFilters) -> QuerySet[Problem]:
    return with_state(filters.narrow(Problem.objects.visible_to(person).on_desk())).select_related("lock")


def _chosen(request: StaffRequest, first: UUID | None, person: Person) -> Preview | None:
    """The problem named in the URL, else the first of the page."""
    wanted = uuid_of(request.GET.get("problem", "")) or first
    if wanted is None:
        return None
    rows = with_state(Problem.objects.visible_to(person).filter(pk=wanted))
    found = rows.select_related("lock__by", "acceptance__by").first()
    return preview_of(found, person) if found else None


def _ticks(words: type[State] | type[Kind], counts: dict[str, int], ticked: list[str]) -> list[Tick]:
    """One tick box for each value that occurs: value, word, how many, whether ticked."""
    return [(one.value, str(one.label), counts[one], one in ticked) for one in words if one in counts]


def _here(request: StaffRequest, preview: Preview | None) -> str:
    """This list with this problem chosen: where its verbs lead back to."""
    asked = request.GET.copy()
    if preview is not None:
        asked["problem"] = str(preview.problem.pk)
    return f"{request.path}?{asked.urlencode()}"


def _part_names() -> list[str]:
    names = {"people": _("人"), "places": _("地方"), "recency": _("新近"), "persistence": _("持续"), "likes": _("同感")}
    return [names[part] for part in PARTS]


def _cells(problem: Problem) -> list[object]:
    return [
        problem.code,
        problem.name,
        State(problem.state).label,  # type: ignore[attr-defined]
        problem.get_kind_display(),
        round(problem.heat),
        problem.people,
        problem.messages,
        problem.copies,
        problem.places,
        problem.likes,
        problem.first_at,
        problem.last_at,
        " · ".join(problem.keywords),
        *(problem.heat_points.get(part, 0) for part in PARTS),
    ]
