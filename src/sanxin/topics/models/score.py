from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.topics.models.candidate import Candidate
from sanxin.topics.models.round import Criterion


class ScoreSheet(models.Model):
    """One person's scores for one candidate. Read by nobody else before they gave their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="sheets")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "by"], name="one_sheet_a_scorer")]

    def __str__(self) -> str:
        return f"{self.by} · {self.candidate}"


class Score(models.Model):
    """Points for one criterion, 1 to 5."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="one_score_a_criterion"),
            models.CheckConstraint(condition=Q(points__gte=1, points__lte=5), name="points_from_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"
