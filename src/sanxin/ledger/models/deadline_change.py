from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class Cause(models.TextChoices):
    EXTENSION = "extension", _("延期")
    SUSPENSION = "suspension", _("暂停")
    RESUMPTION = "resumption", _("提前恢复")
    REOPENING = "reopening", _("重新办理")


class DeadlineChange(models.Model):
    """From here on another day holds. The last one of an item is its deadline; without any, `first_due_on` is."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="deadline_changes", db_index=False)
    order = models.PositiveSmallIntegerField()
    before = models.DateField()
    after = models.DateField()
    cause = models.CharField(max_length=12, choices=Cause.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["item", "order"], name="one_deadline_change_a_place")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
