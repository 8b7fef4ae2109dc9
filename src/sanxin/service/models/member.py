from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.fields import EncryptedField, masked
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit


class NeedKind(models.TextChoices):
    """What makes life hard, in one word; the words themselves are encrypted."""

    ILLNESS = "illness", _("疾病")
    OLD_AGE = "old_age", _("高龄")
    LIVING_ALONE = "living_alone", _("独居")
    DISABILITY = "disability", _("残疾")
    INCOME = "income", _("收入低")
    OTHER = "other", _("其他")


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, person: Person) -> Self:
        """A section head: the whole office's. An officer: those they keep contact with. Everybody else: none."""
        keeps = Q(contact=person, office__in=person.sight.desk_offices)
        return self.filter(keeps | Q(office__in=person.sight.headed_offices))

    def current(self) -> Self:
        return self.filter(left_on=None)


class Member(models.Model):
    """A party member in difficulty who agreed to be on the list. Name, phone and the need in words are encrypted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    """Whose desk the list lies on."""
    village = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = EncryptedField()
    member_key = models.CharField(max_length=32, editable=False)
    """Opaque; county, village and name give it, so two imports of the same list make one."""
    phone = EncryptedField(blank=True)
    need_kind = models.CharField(max_length=16, choices=NeedKind.choices, default=NeedKind.OTHER)
    difficulty = EncryptedField(blank=True)
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The officer who keeps contact. Nobody yet: the section head sees it and names one."""
    consent = models.BooleanField()
    """The member agreed; without it there is no row, and the database says so too."""
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True, blank=True)
    """From this day on no longer on the list."""
    erased_at = models.DateTimeField(null=True, blank=True)
    """Since then nobody can tell who it was: see `actions.erasures`."""
    batch_id = models.UUIDField(null=True, blank=True, editable=False)
    """The import it came with; that import's event belongs to its timeline."""

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["village__path", "noted_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(consent=True), name="member_agreed"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(name="", phone="", difficulty="", member_key="", left_on__isnull=False),
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
    def is_erased(self) -> bool:
        return self.erased_at is not None

    @property
    def masked_phone(self) -> str:
        return masked(self.phone)

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村. Ask for `village__parent` beforehand."""
        town = self.village.parent
        return f"{town} {self.village}" if town is not None and not town.is_division else str(self.village)
