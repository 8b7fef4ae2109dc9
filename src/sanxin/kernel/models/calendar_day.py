from django.db import models
from django.db.models import Q

from sanxin.kernel import clock
from sanxin.kernel.ids import new_id
from sanxin_engines.workdays import Kind, Status


class CalendarDay(models.Model):
    """A day that differs from an ordinary week: holiday, make-up day, or a county's own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    on = models.DateField()
    kind = models.CharField(max_length=4, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Status])
    source = models.CharField(max_length=200, blank=True)
    county_id = models.UUIDField(null=True, blank=True)
    """None: holds everywhere."""
    noted_at = models.DateTimeField(default=clock.now)
    """When it came into the table; calendars kept by a process are thrown away when this moves."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on"], condition=Q(county_id=None), name="one_national_day_a_date"),
            models.UniqueConstraint(fields=["on", "county_id"], name="one_local_day_a_date"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.name}"


class CalendarYear(models.Model):
    """A year whose notice is known, with its source."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    source = models.CharField(max_length=200, blank=True)
    announced_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.year)
