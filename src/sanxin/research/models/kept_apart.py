from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.research.models.problem import Problem
from sanxin.service.models import Voice


class KeptApart(models.Model):
    """A person has said: this voice does not belong there. No run offers it again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="kept_apart")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "voice"], name="one_word_a_voice_and_problem")]

    def __str__(self) -> str:
        return f"{self.voice_id} ≠ {self.problem_id}"
