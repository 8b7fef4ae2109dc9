"""What came back. Nothing here says who answered, or when more exactly than the day.

Ids of `Response` and `ResponsePhoto` are random numbers, not UUIDv7: those would carry the instant. On SQLite such a
number is the row's place in the file, too, so the file does not keep the order in which answers came; on PostgreSQL
closing a link rewrites its rows in shuffled order (`actions.links.close`).
"""

from __future__ import annotations

import secrets
from typing import Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.people.models import Person
from sanxin.surveys.models.link import Link


def random_id() -> int:
    return secrets.randbelow(2**62) + 1


class AnswerChannel(models.TextChoices):
    LINK = "link", _("扫码")
    PAPER = "paper", _("纸质")


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, person: Person) -> Self:
        """The desk of the office that asked."""
        return self.filter(link__office__in=person.sight.desk_offices)


class Response(models.Model):
    """One filled-in questionnaire."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="responses")
    channel = models.CharField(max_length=8, choices=AnswerChannel.choices, default=AnswerChannel.LINK)
    answers = models.JSONField(default=dict)
    """As `sanxin_engines.questionnaires` reads them: name of a question → checked value."""
    day = models.DateField()
    maybe_twice = models.BooleanField(default=False)
    """The same answers came through this link within minutes before: for the officer to weigh, not refused."""
    typed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who typed a paper sheet. Nobody, where the answerer did it."""

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]  # which is no order at all

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"


class ResponseDraft(models.Model):
    """Answers on their way, page by page, until they are sent; then only that this form was used up.

    The token is made for each load of the first page and is known to that browser alone. Nothing joins a draft to
    the response it became.
    """

    token = models.UUIDField(primary_key=True)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="drafts")
    answers = models.JSONField(default=dict)
    """Name of a field → what was typed, unchecked."""
    day = models.DateField(db_index=True)
    sent = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"


class ResponsePhoto(models.Model):
    """A picture handed in with an answer, drawn anew without what the camera knew."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    token = models.UUIDField(unique=True, default=uuid4, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="photos")
    response = models.ForeignKey(Response, on_delete=models.CASCADE, null=True, blank=True, related_name="photos")
    """Empty until the answers it belongs to are sent; forgotten after a day if they never are."""
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    day = models.DateField()

    def __str__(self) -> str:
        return str(self.token)


class RecentContent(models.Model):
    """A keyed digest of what just came, kept for minutes, so that the same again can be pointed out."""

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    until = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["link", "digest"], name="same_content_lately")]

    def __str__(self) -> str:
        return self.digest[:8]
