"""The list of questionnaires, the list as a file, one questionnaire, and how one is begun."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.surveys import events_questionnaires as events
from sanxin.surveys.actions import questionnaires as actions
from sanxin.surveys.forms.questionnaires import NewQuestionnaireForm, QuestionnaireFilters
from sanxin.surveys.models import Questionnaire, QuestionnaireStage
from sanxin.surveys.queries.questionnaire_lists import LIGHTS, Filters, counts, listed
from sanxin.surveys.ready_made import READY_MADE, by_key
from sanxin.surveys.rules.questionnaires import retitled
from sanxin.surveys.views.questionnaire_page import page_context
from sanxin_engines.questionnaires import Form


@policy(OFFICE)
def questionnaires(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form, filters = _filters(request)
    mine = Questionnaire.objects.visible_to(person)
    page = page_of(listed(mine, filters), request)
    if not page.paginator.count and not filters.is_set:
        return render(request, "surveys/questionnaires/empty.html", {"ways": _ways(person), "ready": READY_MADE})
    context = {
        "page": page,
        "lights": LIGHTS,
        "filters": form,
        "is_set": filters.is_set,
        "stage": filters.stage,
        "tabs": _tabs(request, counts(mine, filters), filters.stage),
        "may_write": bool(person.sight.desk_offices),
        "file_url": f"{reverse('surveys:questionnaires_file')}?{request.GET.urlencode()}",
    }
    return render(request, "surveys/questionnaires/questionnaires.html", context)


@policy(OFFICE)
def questionnaires_file(request: StaffRequest) -> HttpResponseBase:
    _form, filters = _filters(request)
    rows = listed(Questionnaire.objects.visible_to(request.user.person), filters)
    heads = [_("状态"), _("问卷"), _("题数"), _("版"), _("发布时间"), _("谁写的"), _("最近改动")]
    return export(request, events.LISTED, heads, _cells(rows))


def _cells(rows: Iterable[Questionnaire]) -> Iterator[list[Any]]:
    for row in rows:
        extra = row.__dict__
        yield [
            row.stage.label,
            row.title,
            row.asked,
            extra["latest_number"],
            extra["latest_at"],
            row.created_by.name,
            row.edited_at,
        ]


@policy(OFFICE)
def questionnaire(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The draft question by question, what is to be mended, and what was published."""
    found = find(request.user.person, pk)
    return render(request, "surveys/questionnaires/questionnaire.html", page_context(found, request.user.person))


@policy(DESK, "GET", "POST")
@once
def new_questionnaire(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = NewQuestionnaireForm(request.POST or None, initial={"template": request.GET.get("template", "")})
    if form.is_bound and form.is_valid():
        try:
            made = actions.create(_begun(form.cleaned_data), office=desk_of(person), by=person, at=clock.now())
            return redirect("surveys:questionnaire", pk=made.pk)
        except Refused as refusal:
            form.refuse(refusal)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/questionnaires/new.html", {"form": form}, status=status)


@policy(DESK, "POST")
@once
def copy_questionnaire(request: StaffRequest, pk: UUID) -> HttpResponse:
    person = request.user.person
    found = find(person, pk)
    made = actions.copy(found, office=found.office, by=person, at=clock.now())
    messages.success(request, _("复制了一份，改它不影响原来的。"))
    return redirect("surveys:questionnaire", pk=made.pk)


def find(person: Person, pk: UUID) -> Questionnaire:
    """Through the person's eyes; a stranger's questionnaire is not there."""
    rows = Questionnaire.objects.visible_to(person).select_related("office", "created_by")
    return get_object_or_404(rows, pk=pk)


def desk_of(person: Person) -> Unit:
    return Unit.objects.filter(pk__in=person.sight.desk_offices).order_by("path")[0]


def seen(request: StaffRequest) -> int:
    """The version the page was drawn from; without one nothing fits."""
    given = request.POST.get("seen", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _begun(said: dict[str, Any]) -> Form:
    ready = by_key(said["template"])
    title = said["title"].strip()
    if ready is None:
        return Form(title)
    return retitled(ready.form(), title) if title else ready.form()


def _filters(request: StaffRequest) -> tuple[QuestionnaireFilters, Filters]:
    form = QuestionnaireFilters(request.GET)
    form.is_valid()
    said = form.cleaned_data
    stage = said.get("stage", "") if said.get("stage") in QuestionnaireStage.values else ""
    return form, Filters(stage, said.get("q", ""), request.user.person if said.get("mine") else None)


def _tabs(request: StaffRequest, counted: dict[str, int], stage: str) -> list[dict[str, Any]]:
    kept = request.GET.copy()
    tabs = [("", _("全部"), sum(counted.values()))]
    tabs += [(one.value, str(one.label), counted[one.value]) for one in QuestionnaireStage]
    found = []
    for value, label, count in tabs:
        kept.pop("stage", None)
        kept.pop("page", None)
        if value:
            kept["stage"] = value
        found.append({"label": label, "url": f"?{kept.urlencode()}", "count": count, "current": value == stage})
    return found


def _ways(person: Person) -> list[dict[str, Any]]:
    if not person.sight.desk_offices:
        return [{"title": _("还没有问卷"), "text": _("本单位的干部写好问卷以后，列在这里；结果也从这里看。")}]
    new, brought = reverse("surveys:new_questionnaire"), reverse("surveys:import_xlsform")
    return [
        {
            "title": _("用现成的"),
            "text": _("民情恳谈、干部作风、出行情况，三份写好的，改几个字就能发。"),
            "label": _("挑一份"),
            "icon": "copy",
            "url": f"{new}?template={READY_MADE[0].key}",
            "primary": True,
        },
        {
            "title": _("自己写"),
            "text": _("一题一题加：选择、打分、填空、拍照都有，前面怎么答决定后面问不问。"),
            "label": _("写一份"),
            "icon": "plus",
            "url": new,
        },
        {
            "title": _("从 Excel 带进来"),
            "text": _("XLSForm 写的问卷（ODK、KoBo 用的那种），哪一行不对会指给您看。"),
            "label": _("带进来"),
            "icon": "upload",
            "url": brought,
        },
    ]
