"""One statement a page: agree, disagree, pass; add one's own; what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sanxin.dialogues.actions import voting as actions
from sanxin.dialogues.forms.key import draw_key, read_key
from sanxin.dialogues.limits import MOST_BEGUN, limiter
from sanxin.dialogues.models import Conversation
from sanxin.dialogues.queries.next_statement import asked_of
from sanxin.dialogues.queries.public_results import MOST, released
from sanxin.dialogues.rules.conversations import State
from sanxin.dialogues.rules.statements import LONGEST
from sanxin.dialogues.rules.voting import VALUES
from sanxin.dialogues.views.at_link import at_link, say
from sanxin.kernel import clock
from sanxin.kernel.refusals import Refused

VOTES = {str(value): value for value in VALUES}


@at_link("GET", "POST")
def enter(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """A statement to answer, then the next one. Nothing is kept until something is said."""
    if (shut := _shut(request, conversation)) is not None:
        return shut
    sealed = request.POST.get("key", "")
    key = read_key(conversation, sealed)
    if not key:
        if not limiter.allows(request, "begin", MOST_BEGUN):
            return say(request, "busy", status=429, conversation=conversation)
        sealed = draw_key(conversation)
        return _page(request, conversation, sealed, entering=True)
    last = _number(request.POST.get("number", ""))
    if "vote" in request.POST and last is not None:
        try:
            actions.vote(conversation, key, last, VOTES.get(request.POST["vote"], 9), at=clock.now())
        except Refused as refusal:
            return _page(request, conversation, sealed, refusal=refusal)
    again = _number(request.POST.get("last", "")) if "back" in request.POST else None
    return _page(request, conversation, sealed, last=last, again=again)


@at_link("GET", "POST")
def add(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Say it in one's own words; the desk looks at it before others see it."""
    if (shut := _shut(request, conversation)) is not None:
        return shut
    sealed = request.POST.get("key", "")
    key = read_key(conversation, sealed)
    if not key:
        return redirect("voting:enter", conversation.code)
    context: dict[str, object] = {"conversation": conversation, "key": sealed, "most": LONGEST}
    if "text" not in request.POST:
        return render(request, "dialogues/voting/add.html", context)
    text = " ".join(request.POST["text"].split())
    try:
        actions.add(conversation, key, text, at=clock.now())
    except Refused as refusal:
        context |= {"refusal": refusal, "text": request.POST["text"][: LONGEST * 2]}
        return render(request, "dialogues/voting/add.html", context, status=422)
    return render(request, "dialogues/voting/added.html", context)


@at_link("GET")
def results(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """What everybody reads after the end."""
    shown = released(conversation)
    if shown is None:
        return redirect("voting:enter", conversation.code)
    return render(
        request, "dialogues/voting/results.html", {"conversation": conversation, "shown": shown, "most": MOST}
    )


def _page(
    request: HttpRequest,
    conversation: Conversation,
    sealed: str,
    *,
    entering: bool = False,
    last: int | None = None,
    again: int | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    asked = asked_of(conversation, read_key(conversation, sealed), again=again)
    context = {"conversation": conversation, "key": sealed, "asked": asked, "entering": entering, "refusal": refusal}
    context |= {"last": last if again is None else None}
    template = "statement.html" if asked.statement else "done.html"
    return render(request, f"dialogues/voting/{template}", context, status=422 if refusal else 200)


def _shut(request: HttpRequest, conversation: Conversation) -> HttpResponse | None:
    """Where nothing can be said any more: the results if they are out, else why."""
    state = conversation.state(clock.now())
    if state is State.OPEN:
        return None
    if conversation.releases.exists():
        return redirect("voting:results", conversation.code)
    return say(request, "waiting" if state is State.WAITING else "over", status=200, conversation=conversation)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 6 else None
