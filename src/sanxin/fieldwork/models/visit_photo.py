from django.db import models

from sanxin.fieldwork.models.visit import Visit
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Attachment
from sanxin.people.models import Person


class VisitPhoto(models.Model):
    """A picture taken on a visit; never asked for. Its id is born on the phone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="photos")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["noted_at", "id"]

    def __str__(self) -> str:
        return str(self.attachment)
