from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.people.models import Person


class Withdrawal(models.Model):
    """不再办: it should not have been on the ledger, or need not be done any more. Its number stays used."""

    item = models.OneToOneField(Item, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
