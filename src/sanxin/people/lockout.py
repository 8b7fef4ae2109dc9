"""What somebody sees whose account is locked after repeated failure."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sanxin.kernel import clock
from sanxin.people import events
from sanxin.people.actions import sessions


def locked_out(
    request: HttpRequest, _response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page; the trail notes only the failure that closed the lock, not each try after it."""
    if getattr(request, "axes_failures_since_start", 0) == settings.AXES_FAILURE_LIMIT:
        sessions.note_failure(events.LOCKED, str((credentials or {}).get("username", "")), at=clock.now())
    return render(request, "account/locked.html", {"minutes": round(settings.AXES_COOLOFF_TIME * 60)}, status=429)
