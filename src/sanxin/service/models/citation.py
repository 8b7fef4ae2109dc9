from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Attachment
from sanxin.service.models.answer import Answer
from sanxin.service.models.answer_card import AnswerCardEdition


class Citation(models.Model):
    """What an answer, or an edition of a card, rests on: the instrument, the provision in it, where to read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, null=True, blank=True, related_name="citations")
    edition = models.ForeignKey(
        AnswerCardEdition, on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    provision = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=None, edition__isnull=False) | Q(answer__isnull=False, edition=None),
                name="citation_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.provision}".strip()
