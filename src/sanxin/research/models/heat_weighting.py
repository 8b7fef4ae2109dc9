from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin_engines.opinions.settings import HeatWeights


class HeatWeighting(models.Model):
    """热度权重: how much each part of heat counts on a desk. The row with the highest number is in force.

    Rows are added, never changed: two rankings can always be told apart.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    people = models.FloatField()
    likes = models.FloatField()
    recency = models.FloatField()
    spread = models.FloatField()
    persistence = models.FloatField()
    half_life_days = models.FloatField()
    reason = models.CharField(max_length=120)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    job_id = models.UUIDField(null=True, blank=True)
    """The work that counts all problems anew."""

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="one_weighting_a_number")]

    def __str__(self) -> str:
        return f"{self.office} {self.number}"

    @property
    def weights(self) -> HeatWeights:
        """As the engine takes them."""
        return HeatWeights(
            version=str(self.number),
            people=self.people,
            likes=self.likes,
            recency=self.recency,
            spread=self.spread,
            persistence=self.persistence,
            half_life_days=self.half_life_days,
        )

    @property
    def values(self) -> list[float]:
        """In the order they are shown."""
        return [self.people, self.spread, self.recency, self.persistence, self.likes, self.half_life_days]
