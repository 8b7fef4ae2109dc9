"""Meetings and interviews: the list, one of them, its minutes."""

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.kernel.views.exports import export
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest
from sanxin.service.queries.places import Places
from sanxin.surveys import events_meetings
from sanxin.surveys.actions import meetings as actions
from sanxin.surveys.forms.meeting_filters import MeetingFilters
from sanxin.surveys.forms.meetings import MeetingForm, initial_of
from sanxin.surveys.models import Group, Meeting
from sanxin.surveys.queries.minutes import minutes_of
from sanxin.surveys.rules.meetings import read_passage


@policy(DESK)
def meetings(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    filters = MeetingFilters(request.GET, _places(person))
    page = page_of(_rows(filters.narrow(Meeting.objects.visible_to(person))), request)
    if not page.paginator.count and not filters.is_set:
        return render(request, "surveys/meetings/empty.html")
    file_url = f"{reverse('surveys:meetings_file')}?{request.GET.urlencode()}"
    return render(request, "surveys/meetings/meetings.html", {"page": page, "filters": filters, "file_url": file_url})


@policy(DESK)
def meetings_file(request: StaffRequest) -> HttpResponseBase:
    """The list as a file, without the minutes."""
    person = request.user.person
    rows = _rows(MeetingFilters(request.GET, _places(person)).narrow(Meeting.objects.visible_to(person)))
    groups = [str(label) for _value, label in Group.choices]
    heads = [_("哪天"), _("类别"), _("谈什么"), _("地方"), _("到场"), *groups, _("摘出声音")]
    return export(request, events_meetings.MEETINGS, heads, _cells(rows))


@policy(DESK, "GET", "POST")
@once
def new_meeting(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = MeetingForm(request.POST or None, _places(person), initial={"held_on": clock.today()})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        office = Unit.objects.filter(pk__in=person.sight.desk_offices).order_by("path").first()
        assert office is not None  # the policy let only a desk through
        try:
            made = actions.note(form.noted, office=office, by=person, at=clock.now())
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
        else:
            messages.success(request, _("记下了。"))
            return redirect("surveys:meeting", made.pk)
    return render(request, "surveys/meetings/form.html", {"form": form}, status=status)


@policy(DESK)
def meeting(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _page(request, _visible(request, pk), "", 200)


@policy(DESK, "GET", "POST")
@once
def change(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = _visible(request, pk)
    form = MeetingForm(request.POST or None, _places(request.user.person), initial=initial_of(found))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        try:
            actions.change(found, form.noted, seen=seen, by=request.user.person, at=clock.now())
            messages.success(request, _("改好了。"))
            return redirect("surveys:meeting", pk)
        except Refused as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
    return render(request, "surveys/meetings/form.html", {"form": form, "meeting": found}, status=status)


@policy(DESK, "POST")
@once
def take_voices(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The ticked sentences become voices; those that follow one another become one."""
    found = _visible(request, pk)
    passages = [one for typed in request.POST.getlist("passage") if (one := read_passage(typed))]
    seen = request.POST.get("seen", "")
    try:
        count = actions.take_voices(
            found, passages, seen=int(seen) if seen.isdecimal() else 0, by=request.user.person, at=clock.now()
        )
    except Refused as refusal:
        return _page(request, found, refusal.sentence, status_of(refusal))
    messages.success(request, ngettext("摘出了 {n} 条声音。", "摘出了 {n} 条声音。", count).format(n=count))
    return redirect("surveys:meeting", pk)


def _page(request: StaffRequest, found: Meeting, problem: str, status: int) -> HttpResponse:
    context = {
        "meeting": found,
        "minutes": minutes_of(found),
        "ticked": set(request.POST.getlist("passage")),
        "problem": problem,
        "groups": [(Group(name).label, count) for name, count in found.groups.items()],
        "voices": found.voices.select_related("voice"),
        "links": found.links.select_related("edition"),
        "story": timeline(found.id),
    }
    return render(request, "surveys/meetings/meeting.html", context, status=status)


def _visible(request: StaffRequest, pk: UUID) -> Meeting:
    rows = Meeting.objects.visible_to(request.user.person).select_related("place__parent", "office", "noted_by")
    return get_object_or_404(rows, pk=pk)


def _rows(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Without the minutes, which a list does not need opened."""
    return rows.select_related("place__parent", "noted_by").defer("minutes").annotate(taken=Count("voices"))


def _cells(rows: QuerySet[Meeting]) -> Iterator[list[object]]:
    for one in rows:
        counts = [one.groups.get(value) for value in Group.values]
        taken = one.taken  # type: ignore[attr-defined]
        yield [one.held_on, one.get_kind_display(), one.topic, one.where, one.present, *counts, taken]


def _places(person: Person) -> Places:
    return Places(tuple(person.sight.counties))
