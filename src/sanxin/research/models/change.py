from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models.problem import Problem


class Verb(models.TextChoices):
    ACCEPTED = "accepted", _("采纳")
    RENAMED = "renamed", _("改名")
    MERGED = "merged", _("合并")
    SPLIT = "split", _("拆分")
    MOVED = "moved", _("移声音")
    TAKEN_OUT = "taken_out", _("拿出声音")
    LOCKED = "locked", _("锁定")
    UNLOCKED = "unlocked", _("解锁")
    PUT = "put", _("归入声音")
    GATHERED = "gathered", _("立问题")
    OFFERS_TAKEN = "offers_taken", _("收下新提")
    OFFERS_REFUSED = "offers_refused", _("不收新提")


class ProblemChangeQuerySet(models.QuerySet["ProblemChange"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.work_offices)

    def in_force(self) -> Self:
        return self.filter(undo=None)


class ProblemChange(models.Model):
    """What a person did to the grouping, with enough to undo it. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=16, choices=Verb.choices)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    problems = models.ManyToManyField(Problem, related_name="changes")
    """All it touched; `main` is the one people did it to."""
    main = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    """What fills its sentence, the same as its event's."""
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = ProblemChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["office", "-at", "-id"], name="changes_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.main}"

    @property
    def text(self) -> str:
        """What was done, in the reader's language."""
        from sanxin.kernel.sentences import sentence

        return sentence(self.event_name, self.facts)

    @property
    def event_name(self) -> str:
        return f"research.problem.{self.verb}"

    @property
    def is_undone(self) -> bool:
        return hasattr(self, "undo")


class Undo(models.Model):
    """A change was taken back."""

    change = models.OneToOneField(ProblemChange, on_delete=models.PROTECT, primary_key=True, related_name="undo")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.change)
