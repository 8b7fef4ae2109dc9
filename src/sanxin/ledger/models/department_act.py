"""What an asked department does: by somebody with an account, or by whoever holds its signed link."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from sanxin.people.models import Person

EITHER = Q(by__isnull=False, link=None) | Q(by=None, link__isnull=False)
"""One of the two did it."""


class DepartmentAct(models.Model):
    """Who did it, and when."""

    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    link = models.ForeignKey(
        "ledger.LinkageLink", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [models.CheckConstraint(condition=EITHER, name="%(class)s_by_one_hand")]

    @property
    def who(self) -> str:
        """占伟; 市水利局 黎春生（凭链接）. Ask for `by` and `link` beforehand."""
        if self.link is None:
            return str(self.by)
        return _("{who}（凭链接）").format(who=self.link.holder)
