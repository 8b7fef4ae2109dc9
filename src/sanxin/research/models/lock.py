from django.db import models

from sanxin.people.models import Person
from sanxin.research.models.problem import Problem


class Lock(models.Model):
    """While the row stands nobody merges, splits or moves, and no run offers new voices."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="lock")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.problem)
