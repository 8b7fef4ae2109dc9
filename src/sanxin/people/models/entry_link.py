from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models.person import Person


class EntryLinkQuerySet(models.QuerySet["EntryLink"]):
    def open(self, at: datetime) -> Self:
        return self.filter(used_at=None, expires_at__gt=at)


class EntryLink(models.Model):
    """A link printed by the command line that signs one person in, once. Only the token's sha256 is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = EntryLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.person} · {self.issued_at:%Y-%m-%d %H:%M}"
