"""How a problem stands, in the four words of the desk. The last one is read from the ledger's rows."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from sanxin.ledger.models import Item
from sanxin.research.models import Problem, ProblemItem, Stage


class State(models.TextChoices):
    PROPOSED = "proposed", _("待采纳")
    ACCEPTED = "accepted", _("已采纳")
    ON_LEDGER = "on_ledger", _("已立台账")
    DONE = "done", _("已办结")
    GONE = "gone", _("不在台上")


ON_DESK = (State.PROPOSED, State.ACCEPTED, State.ON_LEDGER, State.DONE)
OPEN = (State.PROPOSED, State.ACCEPTED)
"""What the desk shows until other states are ticked: where there is still something to sort."""
LIGHTS = {
    State.PROPOSED: "wait",
    State.ACCEPTED: "green",
    State.ON_LEDGER: "green",
    State.DONE: "done",
    State.GONE: "off",
}


def _unfinished() -> Exists:
    """An item of the problem is still open."""
    return Exists(ProblemItem.objects.filter(problem=OuterRef("pk"), item__in=Item.objects.open()))


def with_state(rows: QuerySet[Problem]) -> QuerySet[Problem]:
    """Each with `.state`: its stage, and DONE where all its ledger items are struck off."""
    done = When(Q(stage=Stage.ON_LEDGER) & ~Q(_unfinished()), then=Value(State.DONE.value))
    return rows.annotate(state=Case(done, default=F("stage"), output_field=models.CharField()))


def in_states(rows: QuerySet[Problem], states: list[str]) -> QuerySet[Problem]:
    """Those in one of these states; looks at the ledger only where it must."""
    wanted = Q(stage__in=[state for state in states if state in {State.PROPOSED, State.ACCEPTED}])
    if State.ON_LEDGER in states and State.DONE in states:
        wanted |= Q(stage=Stage.ON_LEDGER)
    elif State.ON_LEDGER in states:
        wanted |= Q(stage=Stage.ON_LEDGER) & Q(_unfinished())
    elif State.DONE in states:
        wanted |= Q(stage=Stage.ON_LEDGER) & ~Q(_unfinished())
    return rows.filter(wanted)
