"""A POST that creates something happens once, however often it arrives.

    @policy(DESK, "GET", "POST")
    @once
    def new_voice(request: StaffRequest) -> HttpResponse: ...

The form carries `{% once_key %}`, a program the header `Idempotency-Key`. The key, the rows the
view writes and its answer are committed together; a repeat gets the first answer, the same key
with another body a 409. An answer of 400 or more (a form with errors) leaves no trace, so the
mended form may use the same key. An answer marked `no-store` (a one-time link, a phone number) is
kept by nobody: a repeat is told that it was shown already.

    @once_after(look_at_file)
    def sheet(request: HttpRequest, kind: str, *, ready: Looked | None = None) -> HttpResponse: ...

Slow work that needs no transaction (reading a workbook) is done by a function called before it, with
what the view is called with; the view gets its answer as `ready`.

    @keyless("a preview: nothing is written")
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from sanxin.kernel import clock
from sanxin.kernel.attachments.before import files_ready
from sanxin.kernel.http.fingerprint import FIELD, fingerprint
from sanxin.kernel.http.limits import count
from sanxin.kernel.ids import NIL
from sanxin.kernel.models.submission import Submission
from sanxin.kernel.refusals import Refused

V = TypeVar("V", bound=Callable[..., Any])

HEADER = "Idempotency-Key"
LONGEST_KEY = 200
KEPT_HEADERS = (
    "Content-Type",
    "Cache-Control",
    "Location",
    "HX-Redirect",
    "HX-Location",
    "HX-Trigger",
    "HX-Push-Url",
    "HX-Refresh",
)


def once(view: V) -> V:
    """Let each key through to the view a single time; anything but POST passes untouched."""
    return _guard(view, None)


def once_after(prepare: Callable[..., Any]) -> Callable[[V], V]:
    """As `once`, with `prepare(request, …)` called before the transaction; what it raises, the view would have."""
    return lambda view: _guard(view, prepare)


def keyless(reason: str) -> Callable[[V], V]:
    """Say of a view that takes a POST why it needs no key (it writes nothing, say); the test that walks asks."""

    def decorate(view: V) -> V:
        view.keyless = reason  # type: ignore[attr-defined]
        return view

    return decorate


def is_once(view: Callable[..., Any]) -> bool:
    """Whether a view is guarded; a test walks all routes with it."""
    return getattr(view, "once", False)


def _guard(view: V, prepare: Callable[..., Any] | None) -> V:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return cast(HttpResponseBase, view(request, *args, **kwargs))
        key = request.headers.get(HEADER) or request.POST.get(FIELD, "")
        if not 0 < len(key) <= LONGEST_KEY:
            return _no_key(request)
        mine = Submission(
            owner_id=request.user.pk or NIL,
            key=key,
            path=_path(request)[:500],
            fingerprint=fingerprint(request),
            at=clock.now(),
        )
        fresh = not (request.FILES or prepare) or not _stands(mine)
        if request.FILES and fresh:
            count(request, "upload")
        with files_ready(request) if fresh else nullcontext():
            if prepare and fresh:
                kwargs["ready"] = prepare(request, *args, **kwargs)
            with transaction.atomic():
                first = _claim(mine)
                if first.id != mine.id:
                    return _again(request, first, mine)
                return _first_time(mine, lambda: view(request, *args, **kwargs))

    guarded.once = True  # type: ignore[attr-defined]
    return cast(V, guarded)


def _path(request: HttpRequest) -> str:
    """Without the secret of a link, where the address carries one: what is kept here opens nothing."""
    match = request.resolver_match
    secret = str(match.kwargs.get("token", "")) if match else ""
    return request.path.replace(secret, "…") if secret else request.path


def _stands(mine: Submission) -> bool:
    return Submission.objects.filter(owner_id=mine.owner_id, key=mine.key).exists()


def _claim(mine: Submission) -> Submission:
    """Ours, if the key is new; else the one that was first. Waits while another holds the key."""
    Submission.objects.bulk_create([mine], ignore_conflicts=True)
    return Submission.objects.get(owner_id=mine.owner_id, key=mine.key)


def _first_time(mine: Submission, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    answer = view()
    if answer.status_code >= 400:
        transaction.set_rollback(True)
        return answer
    if not isinstance(answer, HttpResponse):
        raise TypeError("a view under @once answers with a plain HttpResponse, which can be kept")
    mine.status = answer.status_code
    mine.headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    mine.body = b"" if _secret(answer.headers) else answer.content
    mine.save(update_fields=["status", "headers", "body"])
    return answer


def _again(request: HttpRequest, first: Submission, mine: Submission) -> HttpResponse:
    if first.fingerprint != mine.fingerprint:
        return _other_body(request)
    if _secret(first.headers):
        answer = render(request, "kernel/once/shown.html")
        answer.headers["Cache-Control"] = "no-store"
        return answer
    return HttpResponse(bytes(first.body), status=first.status, headers=first.headers)


def _secret(headers: Mapping[str, str]) -> bool:
    return "no-store" in headers.get("Cache-Control", "")


def _no_key(request: HttpRequest) -> HttpResponse:
    words = _("这一页打开的方式不对，没有保存。请回到上一页，刷新后再交一次。")
    return _page(request, Refused("kernel.once.no_key", words), 400)


def _other_body(request: HttpRequest) -> HttpResponse:
    words = _("这张表已经交过，当时写的和这次不一样，这次没有保存。请先看看已存的内容，要改就在那里改。")
    return _page(request, Refused("kernel.once.other_body", words), 409)


def _page(request: HttpRequest, refusal: Refused, status: int) -> HttpResponse:
    return render(request, "refused.html", {"refusal": refusal.sentence}, status=status)
