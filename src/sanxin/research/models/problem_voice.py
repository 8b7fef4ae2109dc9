from django.db import models

from sanxin.people.models import Person
from sanxin.research.models.problem import Problem
from sanxin.research.models.run import SynthesisRun
from sanxin.service.models import Voice


class ProblemVoice(models.Model):
    """This voice speaks of this problem. One row a voice: it never lies in two problems."""

    voice = models.OneToOneField(Voice, on_delete=models.PROTECT, primary_key=True, related_name="problem_row")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="voice_rows")
    placed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody: a run did. Where a person did, no run moves it."""
    placed_at = models.DateTimeField()
    run = models.ForeignKey(SynthesisRun, on_delete=models.PROTECT, null=True, related_name="+")
    similarity = models.FloatField(null=True)
    """To the rest of the problem, 0…1, as the engine saw it."""
    terms = models.JSONField(default=list)
    """Words it shares with the rest."""
    copy_of = models.ForeignKey(Voice, on_delete=models.PROTECT, null=True, related_name="+")
    """The first of the near copies it is folded under; adds a person, not a text."""

    class Meta:
        indexes = [models.Index(fields=["problem", "copy_of"], name="voices_of_a_problem")]

    def __str__(self) -> str:
        return f"{self.voice_id} → {self.problem_id}"
