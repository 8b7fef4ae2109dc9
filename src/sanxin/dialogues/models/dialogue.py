from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.dialogues.models.conversation import Conversation
from sanxin.dialogues.models.statement import Statement
from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class DialogueStage(models.TextChoices):
    """A projection of the rows beside it, rewritten in the same transaction."""

    PLANNED = "planned", _("定了日子")
    HELD = "held", pgettext_lazy("dialogue", "开过了")
    CALLED_OFF = "called_off", pgettext_lazy("dialogue", "没开")


class DialogueQuerySet(models.QuerySet["Dialogue"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(conversation__office__in=person.sight.work_offices)

    def with_names(self) -> Self:
        return self.select_related("conversation__office", "invited_by", "minutes", "calling_off")


class Dialogue(models.Model):
    """People of some villages sit together over statements they see differently, or all agree to."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="dialogues")
    title = models.CharField(max_length=120)
    statements = models.ManyToManyField(Statement, related_name="dialogues")
    villages = models.ManyToManyField(Unit, related_name="+")
    """Whom it concerns: by village, never by what somebody answered."""
    whom = models.CharField(max_length=120, blank=True)
    """In words: 种大棚的和养牛的都请几户."""
    where = models.CharField(max_length=120)
    meets_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """Who invites and goes there."""
    stage = models.CharField(max_length=10, choices=DialogueStage.choices, default=DialogueStage.PLANNED)
    version = models.PositiveIntegerField(default=1)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    if TYPE_CHECKING:
        minutes: DialogueMinutes
        calling_off: DialogueCallingOff

    objects = DialogueQuerySet.as_manager()

    class Meta:
        ordering = ["-meets_at", "-id"]
        indexes = [models.Index(fields=["stage", "meets_at"], name="dialogues_to_come")]

    def __str__(self) -> str:
        return self.title

    @property
    def held(self) -> DialogueMinutes | None:
        row: DialogueMinutes | None = getattr(self, "minutes", None)
        return row


class DialogueMinutes(models.Model):
    """It was held: how many came and what was talked about. No names."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, primary_key=True, related_name="minutes")
    held_on = models.DateField()
    present = models.PositiveIntegerField()
    text = EncryptedField()
    """For the desk alone: raw words."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.dialogue)


class DialogueCallingOff(models.Model):
    """It was not held, and why."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.PROTECT, primary_key=True, related_name="calling_off")
    reason = models.CharField(max_length=200)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.dialogue)
