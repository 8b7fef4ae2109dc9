from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person


class SavedView(models.Model):
    """A filter somebody uses often, under a name of their own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_saved_view_a_name")]

    def __str__(self) -> str:
        return self.name
