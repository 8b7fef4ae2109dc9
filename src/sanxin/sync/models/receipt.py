from django.db import models

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.sync.rules.outcomes import Outcome


class Receipt(models.Model):
    """An operation of a phone was answered so. Written with what the operation wrote, or not at all."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    """Its own, so that who finds a receipt knows whether it is theirs."""
    operation = models.UUIDField(unique=True)
    """The operation's id, born on the phone."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    """SHA-256 of all the operation said: the same id with other words is refused."""
    outcome = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Outcome])
    answer = EncryptedField()
    """As JSON. A question shows both versions, which may name somebody."""
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.operation} {self.outcome}"
