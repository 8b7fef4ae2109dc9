"""One small form before a verb: shown, checked, handed to the action, and back to the thing it was about."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.people.forms.refusing import put_on
from sanxin.people.models import Person, Unit
from sanxin.people.requests import StaffRequest


def ask(
    request: StaffRequest,
    form: forms.Form,
    verb: Callable[[Mapping[str, Any]], object],
    *,
    subject: Person | Unit,
    heading: str,
    confirm: str,
    lead: str = "",
    kind: str = "primary",
    seen: str = "",
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb; a refusal comes back onto the form with what was typed.

    A form that edits carries `seen`: the subject as it was when the form was opened, given to the verb.
    """
    opened = {"seen": request.POST.get("seen", "")} if seen else {}
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data | opened)
            return redirect(back_to(subject), subject.pk)
        except Overtaken:
            raise
        except Refused as refusal:
            put_on(form, refusal)
    context = {
        "form": form,
        "subject": subject,
        "heading": heading,
        "lead": lead,
        "confirm": confirm,
        "confirm_kind": kind,
        "back": back_to(subject),
        "seen": opened.get("seen") or seen,
    }
    return render(request, "people/ask.html", context, status=422 if form.errors else 200)


def back_to(subject: Person | Unit) -> str:
    return "people:person" if isinstance(subject, Person) else "people:unit"
