from django.db import models

from sanxin.people.models import Unit


class Desk(models.Model):
    """Where the problems of an office lie.

    Its row is locked while the grouping changes: acts of people and results of runs come one after
    another, so that no voice ever lies in two problems.
    """

    office = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.office)
