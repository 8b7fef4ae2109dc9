from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.ledger.models.strike_off import StrikeOff
from sanxin.people.models import Person


class Reopening(models.Model):
    """It turned out not to be solved: the strike-off it names is no longer in force."""

    strike_off = models.OneToOneField(StrikeOff, on_delete=models.PROTECT, primary_key=True, related_name="reopening")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason
