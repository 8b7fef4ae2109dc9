from django.db import models

from sanxin.people.models import Person, Unit


class VillageLimit(models.Model):
    """How many topics may visit one village in a month before an office's planners are warned."""

    office = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="+")
    topics = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(topics__gte=1), name="a_village_takes_one_topic")]

    def __str__(self) -> str:
        return f"{self.office}: {self.topics}"
