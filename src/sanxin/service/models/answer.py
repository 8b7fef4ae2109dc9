from __future__ import annotations

from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models.answer_card import AnswerCardEdition
from sanxin.service.models.question import Question


class Answer(models.Model):
    """What is answered to a question. The newest counts; one written anew before anybody heard it replaces it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    edition = models.ForeignKey(
        AnswerCardEdition, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    """The card it was written from, as the card read that day."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_answer_a_number")]

    def __str__(self) -> str:
        return self.text[:40]
