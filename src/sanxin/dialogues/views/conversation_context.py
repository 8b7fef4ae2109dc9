"""What the page of one conversation shows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.dialogues.models import Conversation, Stage, Statement, Vote
from sanxin.dialogues.permissions.conversations import may_keep
from sanxin.dialogues.queries.lights import light_of, light_of_dialogue
from sanxin.dialogues.queries.tables import enough_of
from sanxin.dialogues.rules.conversations import LEAST_STATEMENTS, State
from sanxin.kernel import clock
from sanxin.kernel.events import timeline
from sanxin.people.models import Person


def context_of(conversation: Conversation, person: Person) -> dict[str, Any]:
    now, keeps = clock.now(), may_keep(person, conversation.office_id)
    state = conversation.state(now)
    statements = list(conversation.statements.select_related("written_by").prefetch_related("moderations__by"))
    shown = [row for row in statements if row.stage == Stage.ACCEPTED]
    enough = enough_of(conversation)
    dialogues = conversation.dialogues.with_names().prefetch_related("agreements__follow_up__item")
    return {
        "conversation": conversation,
        "light": light_of(conversation, now),
        "state": state,
        "places": conversation.places.select_related("parent"),
        "shown": shown,
        "waiting": [row for row in statements if row.stage == Stage.PENDING] if keeps else [],
        "left_out": [row for row in statements if row.stage == Stage.LEFT_OUT] if keeps else [],
        "figures": _figures(conversation, enough.people, statements, shown),
        "enough": enough,
        "snapshot": conversation.snapshots.first(),
        "release": conversation.releases.select_related("by").first(),
        "dialogues": [(row, light_of_dialogue(row, now)) for row in dialogues],
        "may_keep": keeps,
        "actions": actions_of(conversation, state, len(shown)) if keeps else [],
        "missing": _missing(state, len(shown)) if keeps else "",
        "entries": timeline(conversation.id),
    }


def _figures(
    conversation: Conversation, people: int, statements: list[Statement], shown: list[Statement]
) -> list[dict[str, Any]]:
    votes = Vote.objects.filter(statement__conversation=conversation).count()
    waiting = sum(row.stage == Stage.PENDING for row in statements)
    return [
        {"label": _("表态的人"), "value": people, "unit": pgettext("conversation", "人")},
        {"label": _("表态"), "value": votes, "unit": pgettext("conversation", "次")},
        {"label": _("说法"), "value": len(shown), "unit": pgettext("conversation", "条"), "url": "#statements"},
        {
            "label": _("等着看"),
            "value": waiting,
            "unit": pgettext("conversation", "条"),
            "url": "#waiting" if waiting else "",
        },
    ]


def actions_of(conversation: Conversation, state: State, shown: int) -> list[dict[str, Any]]:
    """The verbs open now; the page's own one last and vermilion."""
    if state is State.CLOSED:
        return []
    write = {"label": _("写说法"), "url": _url("write", conversation), "icon": "plus"}
    if state is State.DRAFT:
        ready = shown >= LEAST_STATEMENTS
        send = {"label": _("发出去"), "url": _url("open", conversation), "icon": "send", "kind": "primary"}
        return [write, send] if ready else [{**write, "kind": "primary"}]
    close = {"label": pgettext("conversation", "停收"), "url": _url("close", conversation)}
    return [write, {**close, "kind": "primary"} if state is State.OVER else close]


def _missing(state: State, shown: int) -> str:
    if state is State.DRAFT and shown < LEAST_STATEMENTS:
        return _("还差 {n} 条说法才好发出去").format(n=LEAST_STATEMENTS - shown)
    return {
        State.DRAFT: _("发出去以后，名字和问的话就不能改了"),
        State.WAITING: _("还没到开始的时间，链接打得开，答不了"),
        State.OPEN: _("在收；说法可以接着添，答过的人再来会看到"),
        State.OVER: _("到期了，不再收新的；收一收，再看结果"),
    }.get(state, "")


def _url(name: str, conversation: Conversation) -> str:
    return reverse(f"dialogues:{name}", args=[conversation.pk])
