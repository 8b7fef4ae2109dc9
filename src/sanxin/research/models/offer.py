from django.db import models

from sanxin.research.models.problem import Problem
from sanxin.research.models.run import SynthesisRun
from sanxin.service.models import Voice


class Offer(models.Model):
    """A run thinks this new voice belongs to a problem people have confirmed. It waits for a person (新提)."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="offer")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="offers")
    run = models.ForeignKey(SynthesisRun, on_delete=models.PROTECT, related_name="+")
    similarity = models.FloatField(null=True)
    terms = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.voice_id} → {self.problem_id}"
