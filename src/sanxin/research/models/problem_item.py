from django.db import models

from sanxin.kernel.ids import new_id
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.research.models.problem import Problem


class ProblemItem(models.Model):
    """A decision put this problem on the ledger under this number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="item_rows")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="problem_rows")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["problem", "item"], name="one_tie_a_problem_and_item")]

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.item_id}"
