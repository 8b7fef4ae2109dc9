"""How far a voice has come: derived from rows, never stored."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.utils.translation import gettext_lazy as _

from sanxin.service import grouping
from sanxin.service.models import Reply, Voice, VoiceItem


class State(TextChoices):
    NEW = "new", _("没归到问题")
    GROUPED = "grouped", _("已归入问题")
    OPENED = "opened", _("已立项")
    TOLD = "told", _("已答复")


def with_state(voices: QuerySet[Voice]) -> QuerySet[Voice]:
    """The same voices with `.state`; the furthest step counts."""
    return voices.annotate(
        state=Case(
            When(told(), then=Value(State.TOLD.value)),
            When(opened(), then=Value(State.OPENED.value)),
            When(grouping.grouped(), then=Value(State.GROUPED.value)),
            default=Value(State.NEW.value),
            output_field=CharField(),
        )
    )


def in_state(voices: QuerySet[Voice], state: str) -> QuerySet[Voice]:
    """Only those in that state, asked without computing the state of all the others."""
    if state == State.TOLD:
        return voices.filter(told())
    if state == State.OPENED:
        return voices.filter(opened()).exclude(told())
    if state == State.GROUPED:
        return voices.filter(grouping.grouped()).exclude(told()).exclude(opened())
    return voices.exclude(told()).exclude(opened()).exclude(grouping.grouped())


def told() -> Q:
    return Q(Exists(Reply.objects.filter(voice=OuterRef("pk"))))


def opened() -> Q:
    return Q(Exists(VoiceItem.objects.filter(voice=OuterRef("pk"))))
