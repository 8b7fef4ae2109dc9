from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from sanxin.kernel.ids import new_id
from sanxin.ledger.models.linkage import Linkage
from sanxin.people.models import Person


class LinkageLinkQuerySet(models.QuerySet["LinkageLink"]):
    def live(self, at: datetime) -> Self:
        """Neither taken back nor expired."""
        return self.filter(revoked_at=None, expires_at__gt=at)


class LinkageLink(models.Model):
    """A link by which a department without an account answers one question and sees nothing else.

    Only the secret's sha256 is kept: whoever reads the database cannot open it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    linkage = models.ForeignKey(Linkage, on_delete=models.PROTECT, related_name="links")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    holder = models.CharField(max_length=60)
    """Whom it was given to, as the department and its contact: what is done by it is done in this name."""
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LinkageLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["linkage"], condition=Q(revoked_at=None), name="one_link_a_linkage"),
        ]

    def __str__(self) -> str:
        return f"{self.holder} · {self.issued_at:%Y-%m-%d}"

    @property
    def name(self) -> str:
        """As the actor of events."""
        return self.holder

    def is_live(self, at: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > at
