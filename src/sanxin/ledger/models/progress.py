from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class Progress(models.Model):
    """What has been done so far, in the words of whoever did it. Added to, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="progress", db_index=False)
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "progress"
        indexes = [models.Index(fields=["item", "at"], name="progress_of_an_item")]

    def __str__(self) -> str:
        return self.text
