from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.surveys.models.link import Link


class DeskDelivery(models.Model):
    """What people wrote freely through a link went to the problem desk as voices, those not delivered before."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="deliveries")
    voices = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.voices}"
