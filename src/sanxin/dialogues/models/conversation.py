from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q

from sanxin.dialogues.rules.conversations import State, state_of
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What somebody types from paper: nothing that looks like something else (0 o, 1 l i)."""


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included: nobody stands in a conversation."""
        return self.filter(office__in=person.sight.work_offices)

    def in_state(self, state: str, now: datetime) -> Self:
        return self.filter(_STATES[State(state)](now)) if state in set(State) else self

    def with_names(self) -> Self:
        return self.select_related("office", "opening", "closing", "made_by")


class Conversation(models.Model):
    """One question people see differently: statements to agree with, disagree with or pass on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=60)
    question = models.CharField(max_length=120)
    intro = models.TextField(blank=True)
    """What one should know before answering, in two or three lines."""
    places = models.ManyToManyField(Unit, related_name="+")
    """Villages and townships it concerns; dialogues are held there, whatever anybody thinks."""
    code = models.CharField(max_length=16, unique=True, default=new_code)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    if TYPE_CHECKING:
        opening: ConversationOpening
        closing: ConversationClosing

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="conversation_closes_later"),
        ]
        indexes = [models.Index(fields=["office", "-made_at"], name="conversations_of_an_office")]

    def __str__(self) -> str:
        return self.title

    @property
    def opened(self) -> ConversationOpening | None:
        row: ConversationOpening | None = getattr(self, "opening", None)
        return row

    @property
    def closed(self) -> ConversationClosing | None:
        row: ConversationClosing | None = getattr(self, "closing", None)
        return row

    def state(self, now: datetime) -> State:
        opened, closed = self.opened is not None, self.closed is not None
        return state_of(self.opens_at, self.closes_at, opened=opened, closed=closed, now=now)


class ConversationOpening(models.Model):
    """The link was given out: from then on the question stays as it is."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.PROTECT, primary_key=True, related_name="opening"
    )
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.conversation)


class ConversationClosing(models.Model):
    """No more answers; the keys of those who answered are forgotten. How much had come then."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.PROTECT, primary_key=True, related_name="closing"
    )
    people = models.PositiveIntegerField()
    votes = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.conversation)


_LIVE = Q(opening__isnull=False, closing__isnull=True)
_STATES = {
    State.DRAFT: lambda now: Q(opening__isnull=True),
    State.WAITING: lambda now: _LIVE & Q(opens_at__gt=now),
    State.OPEN: lambda now: _LIVE & Q(opens_at__lte=now, closes_at__gt=now),
    State.OVER: lambda now: _LIVE & Q(closes_at__lte=now),
    State.CLOSED: lambda now: Q(closing__isnull=False),
}
