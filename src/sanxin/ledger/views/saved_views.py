"""Keeping a filter under a name, and dropping it."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.http.once import once
from sanxin.kernel.http.policy import policy
from sanxin.kernel.refusals import Refused
from sanxin.kernel.roles import WORKERS
from sanxin.ledger.actions import saved_views
from sanxin.ledger.models import SavedView
from sanxin.people.requests import StaffRequest


class SavedViewForm(forms.Form):
    name = forms.CharField(label=_("叫什么"), max_length=20)
    query = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


@policy(WORKERS, "GET", "POST")
@once
def save_view(request: StaffRequest) -> HttpResponse:
    person = request.user.person
    form = SavedViewForm(request.POST or None, initial={"query": request.GET.urlencode()}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            view = saved_views.save_view(by=person, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return redirect(f"{reverse('ledger:items')}?{view.query}")
    kept = SavedView.objects.filter(person=person)
    context = {"form": form, "kept": kept}
    return render(request, "ledger/views/save.html", context, status=422 if form.errors else 200)


@policy(WORKERS, "POST")
@once
def drop_view(request: StaffRequest, pk: UUID) -> HttpResponse:
    view = get_object_or_404(SavedView, pk=pk, person=request.user.person)
    saved_views.drop_view(view, by=request.user.person)
    return redirect("ledger:save_view")
