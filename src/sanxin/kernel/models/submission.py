from django.db import models

from sanxin.kernel.ids import new_id


class Submission(models.Model):
    """A form or call that went through once, and the answer it got; a repeat gets the same answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner_id = models.UUIDField()
    """The user who sent it; NIL for somebody not signed in."""
    key = models.CharField(max_length=200)
    path = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=64)
    """What was sent, as SHA-256: path, fields and files, without the CSRF token and the key."""
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_id", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return f"{self.path} {self.status}"
