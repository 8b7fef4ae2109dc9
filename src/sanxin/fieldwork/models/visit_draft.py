from django.db import models

from sanxin.kernel.fields import EncryptedField
from sanxin.people.models import Person


class VisitDraft(models.Model):
    """A visit somebody has begun to write down where the browser cannot keep it; gone once it is recorded."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    values = EncryptedField()
    """The form's fields as a query string."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
