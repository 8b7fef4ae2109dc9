"""What somebody without an account sees: one page of questions after another, and thanks.

No cookie is set and none is read: the token of the form is all there is, so there is nothing for a foreign page to
borrow and the CSRF check has nothing to protect (`csrf_exempt`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from sanxin.kernel import clock
from sanxin.kernel.http.policy import open_to_all
from sanxin.kernel.refusals import Refused
from sanxin.surveys.actions import answering
from sanxin.surveys.limits import MOST_SENT, MOST_WRONG, limiter
from sanxin.surveys.models import Link, ResponseDraft
from sanxin.surveys.queries.walk import Walk
from sanxin.surveys.rules.links import LinkState
from sanxin.surveys.views.answered import typed_in

View = Callable[..., HttpResponse]


def public(*methods: str) -> Callable[[View], View]:
    """Open to everybody, found by code, with words instead of errors; small on the wire."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @gzip_page
        @open_to_all(*methods)
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            link = Link.objects.with_names().select_related("office").filter(code=code.strip().lower()).first()
            if link is None:
                return _unknown(request)
            if request.method == "POST" and not limiter.allows(request, "send", MOST_SENT):
                return _say(request, "busy", status=429, link=link)
            try:
                return view(request, link, *args, **kwargs)
            except Refused as refusal:
                return _say(request, "refused", status=422, link=link, refusal=refusal)

        return guarded

    return decorate


@public("GET", "POST")
def enter(request: HttpRequest, link: Link) -> HttpResponse:
    """The first page: who asks and why, and the first questions. Nothing is kept until something is sent."""
    if (shut := _shut(request, link)) is not None:
        return shut
    token = _token(request.POST.get("token", "")) or uuid4()
    walk = Walk.of(link, token, {})
    return _answer(request, walk, walk.first, entering=True)


@public("GET", "POST")
def page(request: HttpRequest, link: Link, token: UUID, number: int) -> HttpResponse:
    if (shut := _shut(request, link)) is not None:
        return shut
    draft = _draft(link, token)
    if draft is None:
        return redirect("asking:enter", link.code)
    if draft.sent:
        return redirect("asking:done", link.code)
    walk = Walk.of(link, token, draft.answers)
    if not walk.has(number):
        return redirect("asking:page", link.code, token, walk.first)
    return _answer(request, walk, number)


@public("GET", "POST")
def end(request: HttpRequest, link: Link, token: UUID) -> HttpResponse:
    """Everything is answered that had to be: send it, or go back."""
    if (shut := _shut(request, link)) is not None:
        return shut
    draft = _draft(link, token)
    if draft is None:
        return redirect("asking:enter", link.code)
    if draft.sent:
        return redirect("asking:done", link.code)
    walk = Walk.of(link, token, draft.answers)
    if request.method == "POST":
        return _sent(walk, answering.send(link, token, at=clock.now()))
    context = {"link": link, "form": walk.form, "token": token, "answered": walk.answered, "back": walk.last}
    return render(request, "surveys/asking/end.html", context)


@public("GET")
def done(request: HttpRequest, link: Link) -> HttpResponse:
    return render(request, "surveys/asking/done.html", {"link": link, "form": link.edition.as_form()})


def _answer(request: HttpRequest, walk: Walk, number: int, *, entering: bool = False) -> HttpResponse:
    if request.method != "POST":
        shown = walk.page(number, walk.faults(number) if "check" in request.GET else {})
        return render(request, "surveys/asking/page.html", {"page": shown, "entering": entering, "link": walk.link})
    typed = typed_in(request, walk, number)
    walk = Walk.of(walk.link, walk.token, typed.raw)
    if "back" in request.POST:
        answering.keep(walk.link, walk.token, walk.raw, at=clock.now())
        return redirect("asking:page", walk.link.code, walk.token, walk.before(number))
    # A question that this very answer has opened was not shown yet: it is asked next, not found missing.
    wrong = {name: words for name, words in walk.faults(number).items() if name in typed.asked} | typed.errors
    if wrong:
        answering.keep(walk.link, walk.token, walk.raw, at=clock.now())
        context = {"page": walk.page(number, wrong), "entering": entering, "link": walk.link}
        return render(request, "surveys/asking/page.html", context, status=422)
    if walk.is_last(number) and not walk.grew(number, typed.asked):
        return _sent(walk, answering.send(walk.link, walk.token, walk.raw, at=clock.now()))
    answering.keep(walk.link, walk.token, walk.raw, at=clock.now())
    return redirect(walk.url_after(number, typed.asked))


def _sent(walk: Walk, sent: answering.Sent) -> HttpResponse:
    if sent.stands:
        return redirect("asking:done", walk.link.code)
    return redirect(walk.url_of_fault())


def _shut(request: HttpRequest, link: Link) -> HttpResponse | None:
    """The page that says why nothing can be answered now, if so."""
    state = link.state(clock.now())
    if state is LinkState.OPEN:
        return None
    return _say(request, "waiting" if state is LinkState.WAITING else "closed", status=200, link=link)


def _unknown(request: HttpRequest) -> HttpResponse:
    if not limiter.allows(request, "wrong", MOST_WRONG):
        return _say(request, "busy", status=429)
    return _say(request, "unknown", status=404)


def _say(request: HttpRequest, what: str, *, status: int, **context: object) -> HttpResponse:
    return render(request, "surveys/asking/said.html", {"what": what, **context}, status=status)


def _draft(link: Link, token: UUID) -> ResponseDraft | None:
    return ResponseDraft.objects.filter(pk=token, link=link).first()


def _token(typed: str) -> UUID | None:
    try:
        token = UUID(typed)
    except ValueError:
        return None
    return token if token.version == 4 else None
