from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import EncryptedField, masked
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.service.models.need_kind import NeedKind


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, person: Person) -> Self:
        """A section head: the whole office's. An officer: those they keep contact with. Everybody else: none."""
        keeps = Q(contact=person, office__in=person.sight.desk_offices)
        return self.filter(keeps | Q(office__in=person.sight.headed_offices))

    def current(self) -> Self:
        return self.filter(left_on=None)


class Member(models.Model):
    """A party member in difficulty who agreed to be on the list (`Consent`).

    Name, phone, address and the need in words are encrypted, masked wherever they are listed, and shown in full by a
    logged act with a reason.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """Whose desk the list lies on."""
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = EncryptedField()
    member_key = models.CharField(max_length=32, editable=False)
    """Opaque; county, village and name give it, so two imports of the same list make one."""
    phone = EncryptedField(blank=True)
    address = EncryptedField(blank=True)
    """Which house: 上屋 3 号. The village stands in the clear, the house never."""
    needs = models.ManyToManyField(NeedKind, through="service.MemberNeed", related_name="+")
    difficulty = EncryptedField(blank=True)
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The officer who keeps contact. Nobody yet: the section head sees it and names one."""
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True, blank=True)
    """From this day on no longer on the list."""
    erased_at = models.DateTimeField(null=True, blank=True)
    """Since then nobody can tell who it was: see `actions.erasures`."""
    version = models.PositiveIntegerField(default=1)
    """One more with each correction."""
    batch_id = models.UUIDField(null=True, blank=True, editable=False)
    """The import it came with; that import's event belongs to its timeline."""

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["village__path", "noted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(name="", phone="", address="", difficulty="", member_key="", left_on__isnull=False),
                name="member_erased_is_nobody",
            ),
            models.UniqueConstraint(
                fields=["office", "member_key"], condition=Q(left_on=None), name="one_member_on_the_list"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "village"], name="members_of_a_desk"),  # the section head's list
            models.Index(fields=["contact"], name="members_of_a_contact"),  # an officer's list
            models.Index(fields=["office", "member_key"], name="members_by_key"),  # a list imported again
        ]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """方**, however many characters the name has: its length says too much beside a village."""
        return str(_("已抹去")) if self.is_erased else f"{self.name[:1]}**"

    @property
    def number(self) -> str:
        """What stands for somebody where nobody may be named: the random end of the id."""
        return self.id.hex[-8:].upper()

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def masked_phone(self) -> str:
        return masked(self.phone)

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村. Ask for `village__parent` beforehand."""
        return self.village.with_town


class MemberNeed(models.Model):
    """A member has this kind of need."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(NeedKind, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["kind__order", "kind_id"]
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="one_need_of_a_kind")]

    def __str__(self) -> str:
        return str(self.kind)
