from django.db import models


class Counter(models.Model):
    """The last number given in a series people quote (台账 2026-0137): no gaps, no repeats."""

    county_id = models.UUIDField()
    series = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county_id", "series", "year"], name="one_counter_a_series")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.value}"
