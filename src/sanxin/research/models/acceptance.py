from django.db import models

from sanxin.people.models import Person
from sanxin.research.models.problem import Problem


class Acceptance(models.Model):
    """A person has said: yes, this is a problem. While the row stands, so does the problem."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="acceptance")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.problem)
