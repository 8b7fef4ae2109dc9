from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person
from sanxin.service.models.member import Member


class Purpose(models.TextChoices):
    """What somebody agreed to."""

    LIST = "list", _("登记在册，由联系人上门、打电话")
    SHARE = "share", _("为了解决困难，把情况告诉有关部门")


class ConsentWay(models.TextChoices):
    """How it was said."""

    SPOKEN = "spoken", _("当面说的")
    SIGNED = "signed", _("签了字")
    PHONE = "phone", _("电话里说的")
    SHEET = "sheet", _("名单上写明的")
    UNKNOWN = "unknown", pgettext_lazy("way of consenting", "没有记")
    """Of those registered before it was asked; nobody chooses it."""


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self) -> Self:
        return self.filter(withdrawal=None)


class Consent(models.Model):
    """A member agreed: when, how, to whom, to what. Without one to be listed nobody is on the list."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    given_on = models.DateField()
    way = models.CharField(max_length=10, choices=ConsentWay.choices)
    given_to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["given_on", "noted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="consent_purpose_is_known"),
            models.CheckConstraint(condition=Q(way__in=ConsentWay.values), name="consent_way_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.given_on:%Y-%m-%d}"

    @property
    def is_in_force(self) -> bool:
        return not hasattr(self, "withdrawal")


class ConsentWithdrawal(models.Model):
    """They took it back. Nobody asks why."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal")
    on = models.DateField()
    way = models.CharField(max_length=10, choices=ConsentWay.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(way__in=ConsentWay.values), name="withdrawal_way_is_known")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"
