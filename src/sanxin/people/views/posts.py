"""Give and end posts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import Role
from sanxin.people.actions import posts as actions
from sanxin.people.forms.posts import EndForm, PostForm
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Post
from sanxin.people.queries import units as unit_queries
from sanxin.people.requests import StaffRequest
from sanxin.people.views.asking import ask
from sanxin.people.views.persons import ADMINISTRATOR, managed


@policy(ADMINISTRATOR, "GET", "POST")
@once
def new_post(request: StaffRequest, pk: UUID) -> HttpResponse:
    subject = managed(request, pk)
    units = unit_queries.possible_parents(frozenset({subject.county_id}), with_villages=True)
    form = PostForm(request.POST or None, units=units, initial={"since": clock.today()})
    if form.is_valid():
        told = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
        try:
            actions.give(subject, **told, by=request.user.person, at=clock.now())
            messages.success(request, _("任职给了。"))
            return redirect("people:person", subject.pk)
        except Refused as refusal:
            put_on(form, refusal)
    context = {"form": form, "subject": subject}
    return render(request, "people/posts/new.html", context, status=422 if form.errors else 200)


@policy(ADMINISTRATOR, "GET", "POST")
@once
def end_post(request: StaffRequest, pk: UUID) -> HttpResponse:
    counties = request.user.person.sight.managed_counties
    posts = Post.objects.filter(person__county__in=counties).select_related("person", "unit")
    post = get_object_or_404(posts, pk=pk)
    return ask(
        request,
        EndForm(request.POST or None, initial={"on": clock.today()}),
        lambda told: actions.end(post, on=told["on"], by=request.user.person, at=clock.now()),
        heading=_("结束{name}的任职").format(name=post.person.name),
        lead=_("{unit}，{role}，{since} 起").format(unit=post.unit, role=Role(post.role).label, since=post.since),
        confirm=_("结束任职"),
        subject=post.person,
    )
