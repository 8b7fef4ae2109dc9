from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.kernel.models import Attachment
from sanxin.ledger.models import Item
from sanxin.people.models import Person, Unit
from sanxin.research.models.crux import CruxProblem
from sanxin.research.models.problem import Problem
from sanxin.service.models import Voice
from sanxin_engines.opinions.cleaning import mask_numbers


class CauseTreeQuerySet(models.QuerySet["CauseTree"]):
    def visible_to(self, person: Person) -> Self:
        """As problems: the desk and the leaders of the office."""
        return self.filter(office__in=person.sight.work_offices)


class CauseTree(models.Model):
    """原因树: why a problem, or a crux, is there. It begins with its first cause."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    problem = models.OneToOneField(Problem, on_delete=models.PROTECT, null=True, related_name="cause_tree")
    crux = models.OneToOneField(CruxProblem, on_delete=models.PROTECT, null=True, related_name="cause_tree")
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Optimistic lock of the whole tree: grows with every verb."""

    objects = CauseTreeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(problem=None, crux__isnull=False) | Q(problem__isnull=False, crux=None),
                name="a_tree_is_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def subject(self) -> Problem | CruxProblem:
        """What it explains."""
        subject = self.problem or self.crux
        assert subject is not None
        return subject


class CauseKind(models.TextChoices):
    BRANCH = "branch", _("枝")
    ROOT = "root", _("根子")
    """Where asking on is of no use: what must change so that the problem does not come back."""


class Cause(models.Model):
    """One answer to one why. Taken away it stands in the history and can be put back."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tree = models.ForeignKey(CauseTree, on_delete=models.PROTECT, related_name="causes")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    text = models.CharField(max_length=120)
    kind = models.CharField(max_length=8, choices=CauseKind.choices, default=CauseKind.BRANCH)
    order = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["order", "id"]
        indexes = [
            models.Index(fields=["tree", "order", "id"], name="causes_of_a_tree"),
            models.Index(fields=["kind", "text"], name="causes_by_kind"),  # the page of root causes
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_root(self) -> bool:
        return self.kind == CauseKind.ROOT


class CauseRemoval(models.Model):
    """A person took the cause out of the tree, and with it all that hangs on it."""

    cause = models.OneToOneField(Cause, on_delete=models.PROTECT, primary_key=True, related_name="removal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.cause)


class CauseEvidence(models.Model):
    """What shows that a cause is one: a voice, a problem, a ledger item, a file, or words with their source."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="evidence")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="+")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=120, blank=True)
    """Where the words, or the file, come from."""
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cause", "voice"], name="one_voice_a_cause"),
            models.UniqueConstraint(fields=["cause", "problem"], name="one_problem_a_cause"),
            models.UniqueConstraint(fields=["cause", "item"], name="one_item_a_cause"),
            models.CheckConstraint(
                condition=Q(voice__isnull=False)
                | Q(problem__isnull=False)
                | Q(item__isnull=False)
                | Q(attachment__isnull=False)
                | ~Q(text=""),
                name="evidence_shows_something",
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.voice_id or self.problem or self.item or self.attachment)

    @property
    def quote(self) -> str:
        """The words of a voice for those who do not read voices: numbers of people masked, no speaker."""
        return mask_numbers(self.voice.text) if self.voice else ""
