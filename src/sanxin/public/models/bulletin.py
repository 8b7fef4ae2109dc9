from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit

if TYPE_CHECKING:
    from datetime import date


class BulletinStage(models.TextChoices):
    """How far a bulletin has come; a projection of the rows beside it, rewritten in the same transaction."""

    DRAFT = "draft", _("在写")
    SUBMITTED = "submitted", _("等批准")
    RETURNED = "returned", _("退回来改")
    APPROVED = "approved", _("批准了，还没发")
    PUBLISHED = "published", _("发出了")
    WITHDRAWN = "withdrawn", _("撤下了")


OPEN_TO_EDIT = frozenset({BulletinStage.DRAFT, BulletinStage.RETURNED})


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included."""
        return self.filter(office__in=person.sight.work_offices)

    def with_names(self) -> Self:
        return self.select_related("office", "drafted_by", "written_by").prefetch_related("places__parent")


class Bulletin(models.Model):
    """通报: what the office did, for whom, told to villages. Its text may be changed until it is submitted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=60)
    text = models.TextField()
    """Paragraphs; lines that begin with "- " are a list; marks such as 【办好】 stand for figures (rules.marks)."""
    since = models.DateField()
    until = models.DateField()
    """The days it tells of: figures are counted in them."""
    places = models.ManyToManyField(Unit, related_name="+", blank=True)
    """The villages and townships it is for; none: every door of the office."""
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    """Who wrote it as it stands now: they do not approve it."""
    stage = models.CharField(max_length=10, choices=BulletinStage.choices, default=BulletinStage.DRAFT)
    version = models.PositiveIntegerField(default=1)
    """Counts the verbs; who acts on an older one is told."""

    objects = BulletinQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="one_bulletin_a_number"),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="bulletin_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(stage__in=BulletinStage.values), name="bulletin_stage_is_known"),
        ]
        indexes = [models.Index(fields=["office", "stage"], name="bulletins_of_an_office")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """The number people quote: 2026-03."""
        return f"{self.year}-{self.number:02d}"

    @property
    def may_be_changed(self) -> bool:
        return self.stage in OPEN_TO_EDIT

    @property
    def newest(self) -> BulletinVersion | None:
        """What was submitted last."""
        return self.versions.order_by("-number").first()


class BulletinVersion(models.Model):
    """What was submitted, word for word, with the figures as they stood: nothing of it changes afterwards."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bulletin = models.ForeignKey(Bulletin, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=60)
    text = models.TextField()
    since = models.DateField()
    until = models.DateField()
    figures = models.JSONField()
    """`queries.figures.Figures` as plain values."""
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["bulletin", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"{self.title} · {self.number}"


class BulletinDecision(models.Model):
    """Somebody other than the writer said yes, or sent it back with what to mend."""

    version = models.OneToOneField(BulletinVersion, on_delete=models.PROTECT, primary_key=True, related_name="decision")
    approved = models.BooleanField()
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(approved=True) | ~Q(words=""), name="sent_back_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.approved}"


class BulletinPublicationQuerySet(models.QuerySet["BulletinPublication"]):
    def in_force(self, today: date) -> Self:
        """What a villager may read on that day."""
        open_ended = Q(until_on=None) | Q(until_on__gte=today)
        return self.filter(open_ended, from_on__lte=today, withdrawal=None)


class BulletinPublication(models.Model):
    """A version told to villages from one day on, until another if there is one. In force until withdrawn."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.OneToOneField(BulletinVersion, on_delete=models.PROTECT, related_name="publication")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    places = models.ManyToManyField(Unit, related_name="+", blank=True)
    """As they were when it was published; none: every door of the office."""
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = BulletinPublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="publication_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["office", "-from_on"], name="publications_of_an_office")]

    def __str__(self) -> str:
        return str(self.version)


class BulletinWithdrawal(models.Model):
    """Taken down, and why; what it said stays with us."""

    publication = models.OneToOneField(
        BulletinPublication, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class BulletinReads(models.Model):
    """How often the page was opened on a day. A number and nothing else: not by whom, from where or at what hour."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(BulletinPublication, on_delete=models.CASCADE, related_name="reads")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["publication", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.count}"
