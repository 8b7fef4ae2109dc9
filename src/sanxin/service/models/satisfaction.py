from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanxin.people.models import Person
from sanxin.service.models.reply import Reply
from sanxin.service.models.voice import Voice


class Satisfaction(models.Model):
    """Whoever spoke was asked, once, how content they are with what was done. They may leave it out."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="satisfaction")
    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    """One (not at all) to five; nothing: asked and did not say."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Who asked. Nobody: they said it themselves on the public page."""
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score=None) | Q(score__range=(1, 5)), name="satisfied_one_to_five")
        ]

    def __str__(self) -> str:
        return str(self.score or "")
