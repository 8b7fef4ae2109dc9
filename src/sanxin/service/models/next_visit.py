from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models.member import Member


class NextVisit(models.Model):
    """Somebody agreed with a member on the day to come again. The latest counts, until somebody has been there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="next_visits")
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
