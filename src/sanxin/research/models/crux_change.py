from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models.crux import CruxProblem


class CruxVerb(models.TextChoices):
    ACCEPTED = "accepted", _("认定")
    RENAMED = "renamed", _("改名")
    MERGED = "merged", _("合并")
    SPLIT = "split", _("拆分")
    GATHERED = "gathered", _("立症结")
    PUT = "put", _("归入问题")
    TAKEN_OUT = "taken_out", _("拿出问题")
    LOCKED = "locked", _("锁定")
    UNLOCKED = "unlocked", _("解锁")
    OFFERS_TAKEN = "offers_taken", _("收下新提")
    OFFERS_REFUSED = "offers_refused", _("不收新提")


class CruxChangeQuerySet(models.QuerySet["CruxChange"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.work_offices)

    def in_force(self) -> Self:
        return self.filter(undo=None)


class CruxChange(models.Model):
    """What a person did to crux problems, with enough to undo it. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=16, choices=CruxVerb.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    cruxes = models.ManyToManyField(CruxProblem, related_name="changes")
    """All it touched; `main` is the one people did it to."""
    main = models.ForeignKey(CruxProblem, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = CruxChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["office", "-at", "-id"], name="crux_changes_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.main}"

    @property
    def text(self) -> str:
        """What was done, in the reader's language."""
        from sanxin.kernel.sentences import sentence

        return sentence(self.event_name, self.facts)

    @property
    def event_name(self) -> str:
        return f"research.crux.{self.verb}"

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undo")


class CruxUndo(models.Model):
    """A change was taken back."""

    change = models.OneToOneField(CruxChange, on_delete=models.PROTECT, primary_key=True, related_name="undo")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.change)
