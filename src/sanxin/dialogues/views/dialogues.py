"""Dialogues: the list, one of them, planning it, what came of it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanxin.dialogues import events
from sanxin.dialogues.actions import dialogues as actions
from sanxin.dialogues.forms.dialogues import PlanForm, ReplanForm, drawn_from
from sanxin.dialogues.models import Conversation, Dialogue, DialogueStage
from sanxin.dialogues.permissions.conversations import may_keep
from sanxin.dialogues.queries.lights import light_of_dialogue
from sanxin.dialogues.rules.dialogues import check_still_planned
from sanxin.dialogues.views.common import (
    ask,
    crumbs_of,
    find_dialogue,
    keep_conversation,
    keep_dialogue,
    page_of_conversation,
)
from sanxin.dialogues.views.conversations import tabs_of
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.kernel.views.exports import export
from sanxin.people.requests import StaffRequest


@policy(OFFICE)
def dialogues(request: StaffRequest) -> HttpResponse:
    page = page_of(_rows(request), request)
    context = {
        "page": page,
        "lines": [(row, light_of_dialogue(row, clock.now())) for row in page],
        "tabs": tabs_of(1),
        "stages": _stages(request),
        "file_url": f"{reverse('dialogues:dialogues_file')}?{request.GET.urlencode()}",
    }
    return render(request, "dialogues/dialogues/dialogues.html", context)


@policy(OFFICE)
def dialogues_file(request: StaffRequest) -> HttpResponseBase:
    heads = [_("状态"), _("谈什么"), _("议题"), _("时间"), _("地点"), _("谁请的"), _("到场"), _("商定"), _("立台账")]
    return export(request, events.DIALOGUES, heads, _cells(_rows(request)))


@policy(OFFICE)
def dialogue(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find_dialogue(request, pk)
    agreements = list(found.agreements.select_related("follow_up__item__owner"))
    keeps = may_keep(request.user.person, found.conversation.office_id)
    context = {
        "dialogue": found,
        "light": light_of_dialogue(found, clock.now()),
        "facts": _facts(found),
        "statements": found.statements.all(),
        "agreements": agreements,
        "open_ends": [row for row in agreements if row.followed is None],
        "may_keep": keeps,
        "due": found.meets_at <= clock.now(),
        "crumbs": crumbs_of(found.conversation),
        "entries": timeline(found.id),
    }
    return render(request, "dialogues/dialogues/dialogue.html", context)


@policy(DESK, "GET", "POST")
@once
def plan(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_conversation(request, pk), request.user.person
    form = PlanForm(request.POST or None, conversation=found, initial=_suggested(request, found))

    def make() -> str:
        return _page(actions.plan(found, form.plan, by=person, at=clock.now()))

    return ask(
        request,
        form,
        make,
        heading=_("定一次协商"),
        lead=_("请关系到的村坐下来谈，谈拢的记下来，立台账去办。"),
        confirm=_("就这么定"),
        said=_("定下了，请的人到时候“今日”里会有。"),
        back=page_of_conversation(found),
        crumbs=crumbs_of(found),
    )


@policy(DESK, "GET", "POST")
@once
def replan(request: StaffRequest, pk: UUID) -> HttpResponse:
    found, person = keep_dialogue(request, pk), request.user.person
    check_still_planned(found.stage)
    form = ReplanForm(request.POST or None, conversation=found.conversation, initial=drawn_from(found))

    def change() -> str:
        seen = form.cleaned_data["seen"]
        return _page(actions.replan(found, form.plan, seen=seen, by=person, at=clock.now()))

    return ask(
        request,
        form,
        change,
        heading=_("改安排"),
        confirm=_("存下"),
        said=_("改好了。"),
        back=_page(found),
        crumbs=crumbs_of(found.conversation),
    )


def _suggested(request: StaffRequest, conversation: Conversation) -> dict[str, Any]:
    """What the last snapshot says divides people, ticked; every village of the conversation."""
    snapshot = conversation.snapshots.first()
    numbers = snapshot.dividing[:3] if snapshot else []
    return {
        "title": conversation.question,
        "statements": list(conversation.statements.accepted().filter(number__in=numbers)),
        "villages": list(conversation.places.all()),
        "invited_by": request.user.person,
    }


def _rows(request: StaffRequest) -> QuerySet[Dialogue]:
    rows = Dialogue.objects.visible_to(request.user.person).with_names()
    stage = request.GET.get("stage", "")
    if stage in DialogueStage.values:
        rows = rows.filter(stage=stage)
    followed = Count("agreements", filter=Q(agreements__follow_up__isnull=False), distinct=True)
    return rows.annotate(agreed=Count("agreements", distinct=True), followed=followed)


def _cells(rows: QuerySet[Dialogue]) -> Iterator[list[Any]]:
    for row in rows:
        got: Any = row
        light = light_of_dialogue(row, clock.now())
        present = row.held.present if row.held else None
        where = [row.meets_at, row.where, str(row.invited_by), present]
        yield [light.word, row.title, row.conversation.title, *where, got.agreed, got.followed]


def _stages(request: StaffRequest) -> list[dict[str, Any]]:
    chosen = request.GET.get("stage", "")
    choices = [("", _("全部")), *((one.value, str(one.label)) for one in DialogueStage)]
    return [{"label": label, "url": f"?stage={value}", "current": value == chosen} for value, label in choices]


def _facts(found: Dialogue) -> list[dict[str, Any]]:
    villages = _("、").join(str(place) for place in found.villages.all())
    held = found.held
    return [
        {"label": _("什么时候"), "value": f"{timezone.localtime(found.meets_at):%Y-%m-%d %H:%M}"},
        {"label": _("在哪里"), "value": found.where},
        {"label": _("请哪些村"), "value": villages},
        {"label": _("请些什么人"), "value": found.whom},
        {"label": _("谁来请、谁来谈"), "value": found.invited_by.name},
        {"label": _("到场"), "value": _("{n} 人").format(n=held.present) if held else ""},
        {"label": _("哪天开的"), "value": f"{held.held_on:%Y-%m-%d}" if held else ""},
    ]


def _page(found: Dialogue) -> str:
    return reverse("dialogues:dialogue", args=[found.pk])
