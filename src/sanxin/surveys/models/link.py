from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, F, Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.surveys.models.edition import Edition
from sanxin.surveys.models.meeting import Meeting
from sanxin.surveys.rules.links import LinkState, state_of

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a villager types from paper: nothing that looks like something else (0 o, 1 l i)."""
CODE_LENGTH = 8
"""31⁸: a stranger who guesses a hundred codes a second finds one of a thousand open links in three months."""


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included: a link holds no answer."""
        return self.filter(office__in=person.sight.work_offices)

    def in_state(self, state: str, now: datetime) -> Self:
        return self.filter(_STATES[LinkState(state)](now)) if state in set(LinkState) else self

    def with_counts(self) -> Self:
        return self.annotate(came=Count("responses"))

    def with_names(self) -> Self:
        """All that a row of a list shows."""
        return self.select_related(
            "place__parent", "meeting__place__parent", "edition__withdrawal", "edition__questionnaire", "closing"
        )


class Link(models.Model):
    """An edition asked in one village or at one meeting: a short address, a QR, a time, a number hoped for."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="links")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="links")
    group_words = models.CharField(max_length=60, blank=True)
    """Whom it is meant for, in words: 返乡青年, 院坝会到场的."""
    code = models.CharField(max_length=16, unique=True, default=new_code)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    target = models.PositiveIntegerField(null=True, blank=True)
    """How many answers the sample plan hopes for."""
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    if TYPE_CHECKING:
        closing: LinkClosing
        came: int

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")), name="link_closes_after_opening"
            ),
        ]
        indexes = [models.Index(fields=["office", "-made_at"], name="links_of_an_office")]

    def __str__(self) -> str:
        return f"{self.where} {self.code}"

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村 · 返乡青年. Ask for `with_names` beforehand."""
        place = place_words(self.place)
        parts = [self.meeting.topic if self.meeting else "", place, self.group_words]
        return " · ".join(part for part in parts if part)

    @property
    def closed(self) -> LinkClosing | None:
        row: LinkClosing | None = getattr(self, "closing", None)
        return row

    def state(self, now: datetime) -> LinkState:
        ended = self.closed is not None or self.edition.withdrawn_at is not None
        return state_of(self.opens_at, self.closes_at, ended=ended, now=now)


class LinkClosing(models.Model):
    """The link was shut by hand: early, or to tidy up after its time. How much had come then, by day."""

    link = models.OneToOneField(Link, on_delete=models.PROTECT, primary_key=True, related_name="closing")
    answers = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.link)


def place_words(place: Unit | None) -> str:
    """洪岩镇 竹坑村"""
    return place.with_town if place else ""


_ENDED = Q(closing__isnull=False) | Q(edition__withdrawal__isnull=False)
_STATES = {
    LinkState.WAITING: lambda now: ~_ENDED & Q(opens_at__gt=now),
    LinkState.OPEN: lambda now: ~_ENDED & Q(opens_at__lte=now) & (Q(closes_at=None) | Q(closes_at__gt=now)),
    LinkState.OVER: lambda now: ~_ENDED & Q(closes_at__lte=now),
    LinkState.CLOSED: lambda now: _ENDED,
}
