from typing import Any

from django.db import models
from django.utils import timezone

from sanxin.kernel.ids import new_id
from sanxin.kernel.sentences import sentence


class Event(models.Model):
    """Something somebody did: one row a verb, chained by HMAC, never changed, never deleted.

    The actor's name stands beside the id because it must survive the account.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county_id = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True, db_index=True)
    actor_name = models.CharField(max_length=60, blank=True)
    subjects = models.JSONField(default=list)
    """[[kind, id], ...]; what the event is about. `EventSubject` indexes it."""
    facts = models.JSONField(default=dict)
    """Plain values that fill the event's registered sentence; never personal data."""
    request_id = models.UUIDField()
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county_id", "seq"], name="one_event_a_place_in_chain")]
        indexes = [
            models.Index(fields=["county_id", "name", "at"], name="event_by_name"),  # standing and audit count by verb
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {timezone.localtime(self.at):%Y-%m-%d %H:%M}"

    @property
    def text(self) -> str:
        """What happened, in the reader's language."""
        return sentence(self.name, self.facts)

    @property
    def who(self) -> str:
        return self.actor_name

    def content(self) -> dict[str, Any]:
        """All that the chain vouches for, in one canonical form."""
        return {
            "id": str(self.id),
            "county": str(self.county_id),
            "seq": self.seq,
            "name": self.name,
            "at": self.at.astimezone(tz=timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
            "actor": [str(self.actor_id) if self.actor_id else None, self.actor_name],
            "subjects": self.subjects,
            "facts": self.facts,
            "request": str(self.request_id),
        }


class EventSubject(models.Model):
    """Which thing an event is about; the timeline of a thing is its rows here."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="subject_rows")
    kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["subject_id", "event"], name="timeline_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class ChainHead(models.Model):
    """The last link of a county's chain, locked while the next one is forged."""

    county_id = models.UUIDField(primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.county_id}: {self.seq}"
