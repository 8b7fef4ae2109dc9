"""The small page of one verb: a form, sent to an action, and back; a refusal keeps what was typed."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from sanxin.kernel.http.middleware import status_of
from sanxin.kernel.refusals import NotAllowed, Refused
from sanxin.people.requests import StaffRequest


class Asking(Protocol):
    """A form that takes a refusal back."""

    cleaned_data: dict[str, Any]

    def is_valid(self) -> bool: ...
    def refuse(self, refusal: Refused) -> None: ...


def ask(
    request: StaffRequest,
    form: Asking,
    verb: Callable[[dict[str, Any]], object],
    *,
    template: str,
    said: str,
    back: Callable[[Any], str],
    context: Mapping[str, Any],
) -> HttpResponse:
    """GET shows the form; a sound POST does the verb and goes where `back` says of its outcome."""
    status = 200
    if request.method == "POST":
        done, status = _attempt(form, verb)
        if status == 200:
            messages.success(request, said)
            return redirect(back(done))
    return render(request, template, {"form": form, **context}, status=status)


def _attempt(form: Asking, verb: Callable[[dict[str, Any]], object]) -> tuple[object, int]:
    """What the verb gave, and the status of the page that says why not."""
    if not form.is_valid():
        return None, 422
    try:
        return verb(form.cleaned_data), 200
    except NotAllowed:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None, status_of(refusal)
