from django.db import models

from sanxin.surveys.models.edition import Edition


class WhoQuestion(models.Model):
    """The one question of an edition that says which groups its answerers belong to."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, primary_key=True, related_name="who_question")
    question = models.CharField(max_length=100)
    """The name of a question with choices."""
    groups = models.JSONField(default=dict)
    """Name of a choice → `Group`; a choice that says nothing of a group is left out."""
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.edition}: {self.question}"
