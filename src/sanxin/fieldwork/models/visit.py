from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sanxin.kernel.fields import EncryptedField
from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.people.models.unit import written
from sanxin.service.models import Member, Source


class VisitKind(models.TextChoices):
    """How people were met."""

    CALL = "call", pgettext_lazy("kind of visit", "走访")
    MEETING = "meeting", _("座谈")
    PHONE = "phone", _("电话")

    @property
    def source(self) -> Source:
        """Where the list of voices says they came from."""
        return Source.MEETING if self is VisitKind.MEETING else Source.VISIT


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever went reads their own, a section head the office's. Leaders get totals, everybody else nothing."""
        return self.filter(Q(officer=person) | Q(office__in=person.sight.headed_offices))

    def below(self, person: Person) -> Self:
        """What a leader's totals count; never shown row by row."""
        wanted = Q(pk__in=[])
        for path in person.sight.totals_below:
            wanted |= Q(office__path__startswith=path)
        return self.filter(wanted)

    def with_names(self) -> Self:
        return self.select_related("place__parent", "member__village", "officer")


class Visit(models.Model):
    """Somebody of the office went to a village, sat with people or rang them up. Its id is born on the phone.

    What stands here is how it stands now; every correction keeps how it stood before (`VisitCorrection`).
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    place_text = models.CharField(max_length=120, blank=True)
    """In words, where it is none of the county's villages: 沿沟工业园."""
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    household = EncryptedField(blank=True)
    """Which household, in words; they may name somebody."""
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=VisitKind.choices, default=VisitKind.CALL)
    people = models.PositiveSmallIntegerField(default=0)
    """How many were met, as far as anybody counted."""
    note = EncryptedField(blank=True)
    born_at = models.DateTimeField()
    """When it was written down where it happened; hours before `noted_at` if there was no signal."""
    noted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """One more with each correction."""

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-born_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False) | Q(member__isnull=False) | ~Q(place_text="") | ~Q(household=""),
                name="visit_was_somewhere",
            ),
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="visit_kind_is_known"),
        ]
        indexes = [
            models.Index(fields=["officer", "-on", "-born_at", "-id"], name="visits_of_somebody"),  # one's own list
            models.Index(fields=["office", "-on", "-born_at", "-id"], name="visits_of_an_office"),  # the head's, totals
            models.Index(fields=["place", "-on"], name="visits_to_a_village"),  # its page, who was there yesterday
        ]

    def __str__(self) -> str:
        return f"{self.where} {self.on:%Y-%m-%d}"

    @property
    def where(self) -> str:
        """洪岩镇 竹坑村. Ask for `with_names()` beforehand."""
        return written(self.place or (self.member.village if self.member else None), self.place_text)
