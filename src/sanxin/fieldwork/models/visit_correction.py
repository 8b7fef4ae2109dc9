from django.db import models

from sanxin.fieldwork.models.visit import Visit
from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person


class VisitCorrection(models.Model):
    """A visit was mended: how it stood, why, and from which device (none conflicts with its own queue)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="corrections")
    version = models.PositiveIntegerField()
    """The version this correction made."""
    before = EncryptedField()
    """As JSON: the fields that were changed, as they stood."""
    reason = models.CharField(max_length=200)
    branch = models.CharField(max_length=64, blank=True)
    """The device it was written on; empty at the office's own pages."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["visit", "version"]
        constraints = [models.UniqueConstraint(fields=["visit", "version"], name="one_correction_a_version")]

    def __str__(self) -> str:
        return self.reason
