"""One problem: its page, its preview, and the verbs that need no page of their own."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.queries.paging import page_of
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import problems as actions
from sanxin.research.concerns import choices_for, fields_of, sort_url
from sanxin.research.forms.names import NameForm
from sanxin.research.models import Cause, Offer, Problem
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.cruxes import crux_of
from sanxin.research.queries.figures import figures_of
from sanxin.research.queries.members import members, with_copies
from sanxin.research.queries.states import with_state
from sanxin.research.views.preview import preview_of


def find(person: Person, pk: UUID) -> Problem:
    """Through the person's eyes; a stranger's problem is not there."""
    rows = with_state(Problem.objects.visible_to(person))
    related = rows.select_related("office", "run", "lock__by", "acceptance__by", "departure__into", "departure__by")
    return get_object_or_404(related, pk=pk)


@policy(OFFICE)
def problem(request: StaffRequest, pk: UUID) -> HttpResponse:
    """The whole page; htmx gets the preview alone."""
    person = request.user.person
    found = find(person, pk)
    context = {"preview": preview_of(found, person), "problem": found, "next": request.get_full_path()}
    if request.htmx:
        context["next"] = request.GET.get("next", "")
        return render(request, "research/problems/_preview.html", context)
    context |= {
        "figures": figures_of([found]),
        "entries": timeline(found.id, *([found.run_id] if found.run_id else [])),
        "crux": crux_of(found),
        "field": next((one.name for one in fields_of({found.office_id}) if found.id in one.problems), ""),
        "causes": Cause.objects.filter(tree__problem=found, removal=None).count(),
        "items": [row.item for row in found.item_rows.select_related("item__owner")],
    }
    if permissions.may_work(person, found.office_id):
        context |= {"field_choices": choices_for(found.office), "sort_url": sort_url(found.office)}
    if permissions.may_read_voices(person, found.office_id):
        context |= _voices(request, found)
    return render(request, "research/problems/problem.html", context)


def _voices(request: StaffRequest, found: Problem) -> dict[str, object]:
    words, order = request.GET.get("q", ""), request.GET.get("order", "near")
    page = page_of(members(found, words=words, order=order), request)
    offers = (
        Offer.objects.filter(problem=found).select_related("voice__place__parent").order_by("-similarity", "voice_id")
    )
    return {"page": page, "rows": with_copies(page), "q": words, "order": order, "offered": list(offers[:50])}


@policy(DESK, "POST")
@once
def accept(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.accept, _("采纳了 {code}。"))


@policy(DESK, "POST")
@once
def lock(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.lock, _("锁定了 {code}，机器和人都不再动它的声音。"))


@policy(DESK, "POST")
@once
def unlock(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.unlock, _("{code} 解锁了。"))


@policy(DESK, "POST")
@once
def take_offers(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.take_offers, _("新声音收进了 {code}。"))


@policy(DESK, "POST")
@once
def refuse_offers(request: StaffRequest, pk: UUID) -> HttpResponse:
    return _simple(request, pk, actions.refuse_offers, _("没有收，以后也不再提给 {code}。"))


@policy(DESK, "POST")
@once
def take_out(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find(request.user.person, pk)
    chosen = chosen_voices(request, found)
    actions.take_out(found, chosen, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(
        request,
        ngettext(
            "拿出了 {n} 条，下次归并另找地方，不会再回来。",
            "拿出了 {n} 条，下次归并另找地方，不会再回来。",
            len(chosen),
        ).format(n=len(chosen)),
    )
    return redirect(back(request, found))


@policy(DESK, "GET", "POST")
@once
def rename(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find(request.user.person, pk)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if form.is_bound:
        try:
            actions.rename(found, by=request.user.person, seen=seen(request), name=form.said(), at=clock.now())
            messages.success(request, _("名字改好了，原来的名字在经过里。"))
            return redirect(back(request, found))
        except Refused as refusal:
            form.refuse(refusal)
    context = {"problem": found, "form": form, "next": request.POST.get("next", request.GET.get("next", ""))}
    return render(request, "research/problems/rename.html", context, status=422 if form.is_bound else 200)


def _simple(request: StaffRequest, pk: UUID, verb: Callable[..., Problem], words: str) -> HttpResponse:
    found = find(request.user.person, pk)
    verb(found, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, words.format(code=found.code))
    return redirect(back(request, found))


def seen(request: StaffRequest, name: str = "seen") -> int:
    """The version the page was drawn from; without one nothing fits."""
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def chosen_voices(request: StaffRequest, found: Problem | None = None) -> list[UUID]:
    """The ticked voices, from either method; or every one of `found` that contains the words, past the page too."""
    said = request.POST if request.method == "POST" else request.GET
    if found is not None and said.get("every"):
        return list(members(found, words=said.get("q", "")).values_list("voice_id", flat=True))
    return list(dict.fromkeys(pk for text in said.getlist("voices") if (pk := uuid_of(text))))


def ticked_problems(request: StaffRequest) -> dict[UUID, int]:
    """The ticked problems with the version each was drawn from, from either method."""
    said = request.POST if request.method == "POST" else request.GET
    pairs = (text.partition(" ") for text in said.getlist("problems"))
    return {pk: int(version) for text, _sep, version in pairs if (pk := uuid_of(text)) and version.isdecimal()}


def ticked_ids(request: StaffRequest) -> list[UUID]:
    """The ticked problems alone."""
    said = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(pk for text in said.getlist("problems") if (pk := uuid_of(text.partition(" ")[0]))))


def back(request: StaffRequest, found: Problem) -> str:
    """Where the person came from, if that is a page of ours; else the problem."""
    wanted = request.POST.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else reverse("research:problem", args=[found.pk])


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
