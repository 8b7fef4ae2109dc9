"""原因树: why a problem or a crux is there, drawn as a tree and as a fishbone; every verb works without scripts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import DESK, OFFICE
from sanxin.people.models import Person
from sanxin.people.requests import StaffRequest
from sanxin.research.actions import causes as actions
from sanxin.research.forms.causes import CauseForm
from sanxin.research.models import Cause, CruxProblem, Problem
from sanxin.research.permissions import problems as permissions
from sanxin.research.queries.causes import other_trees, read, root_texts, tree_of, twigs
from sanxin.research.rules.fishbone import draw
from sanxin.research.views import cruxes, problems
from sanxin.research.views.problems import seen, uuid_of


def find_subject(person: Person, kind: str, pk: UUID) -> Problem | CruxProblem:
    if kind == "problem":
        return problems.find(person, pk)
    if kind == "crux":
        return cruxes.find(person, pk)
    raise Http404


def find_cause(person: Person, pk: UUID) -> Cause:
    rows = Cause.objects.filter(tree__office__in=person.sight.work_offices)
    return get_object_or_404(rows.select_related("tree__problem", "tree__crux"), pk=pk)


@policy(OFFICE)
def causes(request: StaffRequest, kind: str, pk: UUID) -> HttpResponse:
    """The tree; `?under=` opens the field for one more why, `?edit=` the one for other words."""
    return _page(request, find_subject(request.user.person, kind, pk))


@policy(DESK, "POST")
@once
def add_cause(request: StaffRequest, kind: str, pk: UUID) -> HttpResponse:
    person, form = request.user.person, CauseForm(request.POST)
    subject = find_subject(person, kind, pk)
    wanted = uuid_of(request.POST.get("under", ""))
    under = find_cause(person, wanted) if wanted else None
    text, root = form.said()
    try:
        cause = actions.add_cause(
            subject, text=text, root=root, under=under, by=person, seen=seen(request), at=clock.now()
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, subject, form=form, under=wanted)
    asking = f"?under={cause.pk}#c-{cause.pk}" if not root else f"#c-{cause.pk}"
    return redirect(url_of(subject) + asking)


@policy(DESK, "POST")
@once
def start_bones(request: StaffRequest, kind: str, pk: UUID) -> HttpResponse:
    subject = find_subject(request.user.person, kind, pk)
    actions.start_bones(subject, by=request.user.person, seen=seen(request), at=clock.now())
    return redirect(url_of(subject))


@policy(DESK, "POST")
@once
def revise_cause(request: StaffRequest, pk: UUID) -> HttpResponse:
    cause, form = find_cause(request.user.person, pk), CauseForm(request.POST)
    text, root = form.said()
    try:
        actions.revise_cause(cause, text=text, root=root, by=request.user.person, seen=seen(request), at=clock.now())
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, cause.tree.subject, form=form, edit=cause.pk)
    return redirect(f"{url_of(cause.tree.subject)}#c-{cause.pk}")


@policy(DESK, "POST")
@once
def shift_cause(request: StaffRequest, pk: UUID) -> HttpResponse:
    cause, up = find_cause(request.user.person, pk), "up" in request.POST
    actions.shift_cause(cause, up=up, by=request.user.person, seen=seen(request), at=clock.now())
    return redirect(f"{url_of(cause.tree.subject)}#c-{cause.pk}")


@policy(DESK, "POST")
@once
def remove_cause(request: StaffRequest, pk: UUID) -> HttpResponse:
    cause = find_cause(request.user.person, pk)
    actions.remove_cause(cause, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, _("删去了“{text}”，在下面可以放回。").format(text=cause.text))
    return redirect(url_of(cause.tree.subject))


@policy(DESK, "POST")
@once
def restore_cause(request: StaffRequest, pk: UUID) -> HttpResponse:
    cause = find_cause(request.user.person, pk)
    actions.restore_cause(cause, by=request.user.person, seen=seen(request), at=clock.now())
    messages.success(request, _("“{text}”放回去了。").format(text=cause.text))
    return redirect(f"{url_of(cause.tree.subject)}#c-{cause.pk}")


def url_of(subject: Problem | CruxProblem) -> str:
    return reverse("research:causes", args=["problem" if isinstance(subject, Problem) else "crux", subject.pk])


def _page(
    request: StaffRequest,
    subject: Problem | CruxProblem,
    *,
    form: CauseForm | None = None,
    under: UUID | None = None,
    edit: UUID | None = None,
) -> HttpResponse:
    person, row = request.user.person, tree_of(subject)
    tree = read(row)
    may_work = permissions.may_work(person, subject.office_id) and not subject.is_gone
    asked = uuid_of(request.GET.get("under", "")) if request.method == "GET" else under
    context = {
        "subject": subject,
        "kind": "problem" if isinstance(subject, Problem) else "crux",
        "tree": tree,
        "seen": row.version if row else 0,
        "bone": draw(subject.name, twigs(tree.nodes)) if tree.nodes else None,
        "form": form or CauseForm(),
        "refused": form is not None,
        "under": asked,
        "edit": uuid_of(request.GET.get("edit", "")) if request.method == "GET" else edit,
        "roots": root_texts(person) if may_work else [],
        "may_work": may_work,
        "others": other_trees(subject),
        "entries": timeline(row.pk) if row else [],
    }
    return render(request, "research/causes/causes.html", context, status=422 if form else 200)
