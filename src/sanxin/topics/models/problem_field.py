from django.db import models

from sanxin.people.models import Person
from sanxin.research.models import Problem
from sanxin.topics.models.field import FieldOfConcern


class ProblemField(models.Model):
    """A person has said which field of concern a problem belongs to."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="field_row")
    field = models.ForeignKey(FieldOfConcern, on_delete=models.PROTECT, related_name="problem_rows")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.field}"
