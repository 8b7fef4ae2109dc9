"""The verbs on crux problems that ask something first: name, which other one, which problems."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK
from sanxin.people.models import Unit
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import cruxes as actions
from sanxin.research.forms.names import NameForm
from sanxin.research.models import CruxProblem, Problem
from sanxin.research.queries.cruxes import hottest, problems_of, why
from sanxin.research.queries.figures import figures_of
from sanxin.research.views.cruxes import find
from sanxin.research.views.problems import seen, ticked_ids, uuid_of


@policy(DESK, "GET", "POST")
@once
def rename_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    found = find(request.user.person, pk)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if form.is_bound:
        try:
            actions.rename(found, by=request.user.person, seen=seen(request), name=form.said(), at=clock.now())
            messages.success(request, _("名字改好了，原来的名字在经过里。"))
            return redirect("research:crux", pk=found.pk)
        except Refused as refusal:
            form.refuse(refusal)
    return _page(request, "rename", {"crux": found, "form": form}, refused=form.is_bound)


@policy(DESK, "GET", "POST")
@once
def split_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Tick problems, give the new crux a name."""
    found, chosen = find(request.user.person, pk), ticked_ids(request)
    form = NameForm(request.POST or None)
    if form.is_bound:
        try:
            new = actions.split(
                found, chosen, by=request.user.person, seen=seen(request), name=form.said(), at=clock.now()
            )
            messages.success(request, _("拆出了症结 {new}。").format(new=new.code))
            return redirect("research:crux", pk=new.pk)
        except Refused as refusal:
            form.refuse(refusal)
    context = {"crux": found, "form": form, "problems": problems_of(found), "ticked": set(chosen)}
    return _page(request, "split", context, refused=form.is_bound)


@policy(DESK, "GET", "POST")
@once
def merge_crux(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Choose the other one, look at both, say which number and name remains."""
    person = request.user.person
    found = find(person, pk)
    wanted = uuid_of(request.POST.get("other") or request.GET.get("other", ""))
    other = find(person, wanted) if wanted and wanted != found.pk else None
    refused = ""
    if request.method == "POST" and other is not None:
        keep, gone = (other, found) if request.POST.get("into") == str(other.pk) else (found, other)
        versions = {found.id: seen(request), other.id: seen(request, "seen_other")}
        try:
            actions.merge([gone], into=keep, by=person, seen=versions, at=clock.now())
            messages.success(request, _("{gone} 并入了 {code}。").format(gone=gone.code, code=keep.code))
            return redirect("research:crux", pk=keep.pk)
        except Refused as refusal:
            refused = refusal.sentence
    others = CruxProblem.objects.visible_to(person).on_desk().filter(office=found.office_id).exclude(pk=found.pk)
    context = {
        "crux": found,
        "other": other,
        "sides": [_side(one) for one in (found, other)] if other else [],
        "others": [] if other else hottest(others)[:100],
        "refused": refused,
    }
    return _page(request, "merge", context, refused=bool(refused))


@policy(DESK, "GET", "POST")
@once
def put_into_crux(request: StaffRequest) -> HttpResponse:
    """The problems ticked on the desk belong to a crux there is, or to a new one."""
    person, chosen = request.user.person, ticked_ids(request)
    problems = list(Problem.objects.visible_to(person).on_desk().filter(pk__in=chosen).order_by("-heat"))
    form = NameForm(request.POST or None)
    form.fields["name"].label = _("新症结的名字")
    if form.is_bound:
        target, _sep, version = request.POST.get("to", "").partition(" ")
        try:
            made = _put(request, form, problems, uuid_of(target), int(version) if version.isdecimal() else 0)
            messages.success(request, _("归到了症结 {code}。").format(code=made.code))
            return redirect("research:crux", pk=made.pk)
        except Refused as refusal:
            form.refuse(refusal)
    mine = CruxProblem.objects.visible_to(person).on_desk().filter(office__in=person.sight.desk_offices)
    context = {
        "problems": problems,
        "cruxes": hottest(mine)[:200],
        "form": form,
        "to": request.POST.get("to", ""),
    }
    return _page(request, "put", context, refused=form.is_bound)


def _put(
    request: StaffRequest, form: NameForm, problems: list[Problem], target: UUID | None, version: int
) -> CruxProblem:
    person, ids = request.user.person, [problem.id for problem in problems]
    if target is not None:
        return actions.put(find(person, target), ids, by=person, seen=version, at=clock.now())
    if not problems:
        raise Refused("research.crux.none", _("先勾选问题。"))
    office = Unit.objects.get(pk=problems[0].office_id)
    return actions.gather(office, ids, by=person, name=form.said(), at=clock.now())


def _side(crux: CruxProblem) -> dict[str, object]:
    problems = list(problems_of(crux))
    return {"crux": crux, "problems": problems, "figures": figures_of(problems), "why": why(crux)}


def _page(request: StaffRequest, name: str, context: Mapping[str, object], *, refused: bool) -> HttpResponse:
    return render(request, f"research/cruxes/{name}.html", dict(context), status=422 if refused else 200)
