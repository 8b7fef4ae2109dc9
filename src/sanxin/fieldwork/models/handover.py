from __future__ import annotations

from datetime import date
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.models import Member


class HandoverCause(models.TextChoices):
    """Why somebody else looks after it; never which illness."""

    LEAVE = "leave", _("请假、学习")
    TRANSFER = "transfer", _("调走、换岗")
    WORKLOAD = "workload", _("手上太多")


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, person: Person) -> Self:
        """Both sides, and the office's section heads."""
        return self.filter(Q(giver=person) | Q(receiver=person) | Q(office__in=person.sight.headed_offices))

    def unanswered(self) -> Self:
        return self.filter(answer=None, end=None)

    def running(self, day: date) -> Self:
        """Somebody stands in on that day, or will."""
        rows = self.filter(answer__accepted=True, for_good=False, end=None)
        return rows.filter(Q(until=None) | Q(until__gte=day))

    def with_names(self) -> Self:
        return self.select_related("giver", "receiver", "by", "office", "answer", "end")


class Handover(models.Model):
    """An officer hands villages and members on to a colleague: for good, or until they are back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(max_length=10, choices=HandoverCause.choices)
    for_good = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """Last day of the stand-in; open while nobody knows when the other one is back."""
    note = EncryptedField(blank=True)
    """What the other one has to know; may name people, so only both sides and the section head read it."""
    note_erased_on = models.DateField(null=True, blank=True)
    """The note went by the rule that forgets members in difficulty."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="handover_to_somebody_else"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="handover_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(for_good=False) | Q(until=None), name="handover_for_good_has_no_end"),
        ]
        indexes = [
            models.Index(fields=["receiver", "-at"], name="handovers_to_somebody"),
            models.Index(fields=["giver", "-at"], name="handovers_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"

    @property
    def state(self) -> str:
        """waiting, withdrawn, refused, taken (for good), standing (somebody stands in) or back: by the rows alone."""
        answer, end = getattr(self, "answer", None), getattr(self, "end", None)
        if answer is None:
            return "withdrawn" if end is not None else "waiting"
        if not answer.accepted:
            return "refused"
        if self.for_good:
            return "taken"
        return "back" if end is not None else "standing"


class HandoverTarget(models.Model):
    """One village or member of a handover."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="targets")
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(village=None, member__isnull=False) | Q(village__isnull=False, member=None),
                name="handover_target_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.village or self.member)

    @property
    def target_id(self) -> UUID:
        found = self.village_id or self.member_id
        assert found is not None, "the database says so"
        return found


class HandoverAnswer(models.Model):
    """The receiver takes it, or says why not."""

    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, primary_key=True, related_name="answer")
    accepted = models.BooleanField()
    words = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.words


class HandoverEnd(models.Model):
    """Withdrawn before it was answered, or the giver is back."""

    handover = models.OneToOneField(Handover, on_delete=models.PROTECT, primary_key=True, related_name="end")
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
