from django.db import models

from sanxin.surveys.models.link import Link
from sanxin.surveys.models.response import random_id


class PaperNumber(models.Model):
    """A paper sheet that came with a table is in: its number, as somebody wrote it on the paper.

    Nothing joins the number to the response it became.
    """

    id = models.BigAutoField(primary_key=True, default=random_id, editable=False)
    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="paper_numbers")
    number = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "number"], name="one_paper_a_number")]

    def __str__(self) -> str:
        return self.number
