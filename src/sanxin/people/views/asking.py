"""One small form before a verb: shown, checked, handed to the action, and back to the thing it was about."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Overtaken, Refused
from sanxin.kernel.standing import what_stands
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

    A form that edits carries `seen`: the subject as it was when the form was opened, given to the verb. Who was
    overtaken sees what stands beside what was typed, and may send it again.
    """
    overtaken = False
    opened = {"seen": request.POST.get("seen", "")} if seen else {}
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data | opened)
            messages.success(request, _("存好了。"))
            return redirect(back_to(subject), subject.pk)
        except Refused as refusal:
            put_on(form, refusal)
            overtaken = isinstance(refusal, Overtaken)
    context = {
        "form": form,
        "subject": subject,
        "heading": heading,
        "lead": lead,
        "confirm": confirm,
        "confirm_kind": kind,
        "back": back_to(subject),
        "seen": seen if overtaken else opened.get("seen") or seen,
        "stands": what_stands(form) if overtaken else [],
    }
    status = 409 if overtaken else 422 if form.errors else 200
    return render(request, "people/ask.html", context, status=status)


def back_to(subject: Person | Unit) -> str:
    return "people:person" if isinstance(subject, Person) else "people:unit"
