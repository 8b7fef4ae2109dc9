from django.db import models

from sanxin.people.models.user import User


class OldPassword(models.Model):
    """The hash of a password somebody had, so that it is not taken again at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="old_passwords")
    hash = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "-replaced_at"], name="old_password_newest")]

    def __str__(self) -> str:
        return f"{self.user} · {self.replaced_at:%Y-%m-%d}"
