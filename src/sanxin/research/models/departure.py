from django.db import models

from sanxin.people.models import Person
from sanxin.research.models.problem import Problem
from sanxin.research.models.run import SynthesisRun


class Departure(models.Model):
    """Why a problem is no longer on the desk: merged by a person, or not found again by a later run."""

    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, primary_key=True, related_name="departure")
    into = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, related_name="arrivals")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    run = models.ForeignKey(SynthesisRun, on_delete=models.PROTECT, null=True, related_name="departures")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.problem)
