from django.db import models

from sanxin.ledger.models.item import Item
from sanxin.ledger.models.strike_off import StrikeOff
from sanxin.ledger.rules.reopenings import reason_in_words
from sanxin.people.models import Person


class Reopening(models.Model):
    """It turned out not to be solved: the strike-off it names is no longer in force."""

    strike_off = models.OneToOneField(StrikeOff, on_delete=models.PROTECT, primary_key=True, related_name="reopening")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="reopenings")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.why

    @property
    def why(self) -> str:
        """The reason in the reader's language, where it is one of our own."""
        return reason_in_words(self.reason)
