from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.rules.question_kinds import LONGEST_DAYS, LONGEST_NAME


class QuestionTerm(models.Model):
    """How a kind of question is called in an office and in how many working days it is answered, as one edition.

    Editions are added, never changed; the newest of a key counts. Kinds without any are those of
    `rules.question_kinds`.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=36)
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    """Empty: as the product calls it, in the reader's language."""
    days = models.PositiveSmallIntegerField()
    in_use = models.BooleanField(default=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["office", "key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "key", "number"], name="one_term_a_number"),
            models.CheckConstraint(condition=Q(days__range=(1, LONGEST_DAYS)), name="term_has_days"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}"
