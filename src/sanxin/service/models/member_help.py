from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Attachment
from sanxin.people.models import Person, Unit
from sanxin.service.models.member import Member


class HelpKind(models.TextChoices):
    """How somebody was helped."""

    MONEY = "money", _("慰问金")
    GOODS = "goods", _("送物品")
    ERRAND = "errand", _("代办跑腿")
    POLICY = "policy", _("落实政策")
    MEDICAL = "medical", _("看病用药")
    WORK = "work", _("找活、增收")
    HOME = "home", _("修房改厕")
    COMPANY = "company", _("陪着说说话")
    OTHER = "other", pgettext_lazy("kind of help", "别的")


class HelpPromiseQuerySet(models.QuerySet["HelpPromise"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(member__in=Member.objects.visible_to(person).order_by())

    def open(self) -> Self:
        """Neither kept nor dropped, and who was promised it is on the list."""
        kept = MemberHelp.objects.valid().filter(promise=OuterRef("pk")).order_by()
        return self.filter(~Exists(kept), drop=None, member__left_on=None)


class HelpPromise(models.Model):
    """Somebody was promised help by a day; it waits in Today for whoever keeps contact."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=10, choices=HelpKind.choices)
    due_on = models.DateField()
    words = EncryptedField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HelpPromiseQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "at", "id"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=HelpKind.values), name="promised_help_is_known")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_on:%Y-%m-%d}"


class PromiseDropped(models.Model):
    """It will not be done, and why: who was promised it has been told."""

    promise = models.OneToOneField(HelpPromise, on_delete=models.PROTECT, primary_key=True, related_name="drop")
    reason = EncryptedField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class MemberHelpQuerySet(models.QuerySet["MemberHelp"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(member__in=Member.objects.visible_to(person).order_by())

    def valid(self) -> Self:
        """What counts: a row noted by mistake stays and counts nothing."""
        return self.filter(mistake=None)


class MemberHelp(models.Model):
    """What was done for a member in difficulty. Added to, never changed; `HelpMistake` says which row does not hold."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="helps")
    kind = models.CharField(max_length=10, choices=HelpKind.choices)
    on = models.DateField()
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    """In yuan, where it can be counted."""
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """Who went, paid or saw to it."""
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The department it came from, where that is not our own."""
    words = EncryptedField(blank=True)
    evidence = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    promise = models.ForeignKey(HelpPromise, on_delete=models.PROTECT, null=True, blank=True, related_name="kept_by")
    """The promise it keeps; the one row that holds keeps it."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = MemberHelpQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HelpKind.values), name="help_kind_is_known"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="help_amount_is_something"),
        ]
        indexes = [models.Index(fields=["member", "-on"], name="help_of_a_member")]  # a page, a household's timeline

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%Y-%m-%d}"


class HelpMistake(models.Model):
    """A row of help was noted by mistake."""

    help = models.OneToOneField(MemberHelp, on_delete=models.PROTECT, primary_key=True, related_name="mistake")
    reason = EncryptedField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
