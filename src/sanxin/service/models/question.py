from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person, Unit
from sanxin.service.models.voice import Voice


class QuestionStage(models.TextChoices):
    OPEN = "open", _("等答复")
    ANSWERED = "answered", _("写好了，还没告诉")
    TOLD = "told", _("已经告诉")
    RAISED = "raised", _("转进台账")
    DROPPED = "dropped", _("不用答复")


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever may read the voice: the desk its own office's, a liaison those they noted."""
        noted = Q(voice__heard_by=person) if person.sight.liaison_places else Q(pk__in=[])
        return self.filter(Q(office__in=person.sight.desk_offices) | noted)

    def with_names(self) -> Self:
        return self.select_related("voice__place__parent", "voice__contact", "voice__heard_by", "owner", "office")


class Question(models.Model):
    """A voice that needs an answer and no ledger item; by when, says its kind."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, related_name="question")
    kind = models.CharField(max_length=36)
    """A key of `queries.question_kinds`."""
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """Who writes the answer."""
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    stage = models.CharField(max_length=10, choices=QuestionStage.choices, default=QuestionStage.OPEN)
    """Follows from answers, replies, reopenings and the end; rewritten with them in the same transaction.

    What a ledger item answers instead is not written here: see `queries.in_items`.
    """
    version = models.PositiveIntegerField(default=1)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.CheckConstraint(condition=Q(stage__in=QuestionStage.values), name="question_stage_known")]
        indexes = [models.Index(fields=["office", "stage", "due_on"], name="questions_owed")]  # the list of debts

    def __str__(self) -> str:
        return str(self.voice)


class QuestionReopening(models.Model):
    """Whoever asked says it is not solved: another answer is owed by a new day."""

    answer = models.OneToOneField(
        "service.Answer", on_delete=models.PROTECT, primary_key=True, related_name="reopening"
    )
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="reopenings")
    due_on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody: they said it themselves on the public page."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.due_on}"


class QuestionEnd(models.Model):
    """No answer is owed any more: it went to the ledger, or needs none, for a reason."""

    question = models.OneToOneField(Question, on_delete=models.PROTECT, primary_key=True, related_name="end")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(item__isnull=False) | ~Q(reason=""), name="question_ends_for_a_reason")
        ]

    def __str__(self) -> str:
        return self.reason or str(self.item_id)
