from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models.lock import Lock
from sanxin.research.models.problem import Problem, Stage
from sanxin.research.models.problem_voice import ProblemVoice
from sanxin.research.models.run import SynthesisRun
from sanxin.service.models import Voice


class AdviceKind(models.TextChoices):
    MERGE = "merge", _("建议合并")
    SPLIT = "split", _("建议拆分")


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(office__in=person.sight.desk_offices)

    def waiting(self) -> Self:
        """Neither refused nor overtaken: what it is about stands as the run saw it, and nobody locked it.

        Taking it is an ordinary merge or split, after which it no longer stands; undoing that brings it back.
        """
        locked = Lock.objects.filter(Q(problem=OuterRef("problem")) | Q(problem=OuterRef("other")))
        elsewhere = ProblemVoice.objects.filter(voice=OuterRef("voice")).exclude(problem=OuterRef("advice__problem"))
        parted = AdviceVoice.objects.filter(advice=OuterRef("pk")).filter(
            Exists(elsewhere) | ~Exists(ProblemVoice.objects.filter(voice=OuterRef("voice")))
        )
        rows = self.filter(refusal=None).exclude(problem__stage=Stage.GONE).exclude(other__stage=Stage.GONE)
        return rows.filter(~Exists(locked), ~Exists(parted)).exclude(
            other__stage=Stage.ON_LEDGER, problem__stage=Stage.ON_LEDGER
        )


class Advice(models.Model):
    """What a run would do with problems people have confirmed. It changes nothing until a person does it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(SynthesisRun, on_delete=models.PROTECT, related_name="advice")
    kind = models.CharField(max_length=8, choices=AdviceKind.choices)
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="advice_rows")
    """The larger of two, or the one to be split."""
    other = models.ForeignKey(Problem, on_delete=models.PROTECT, null=True, related_name="+")
    voices = models.ManyToManyField(Voice, through="AdviceVoice", related_name="+")
    """Those that would be split off; none for a merge."""
    title = models.CharField(max_length=120, blank=True)
    """What the run would call them together, or the part split off."""
    terms = models.JSONField(default=list)
    at = models.DateTimeField()

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AdviceKind.MERGE, other__isnull=False) | Q(kind=AdviceKind.SPLIT, other=None),
                name="a_merge_takes_two",
            )
        ]
        indexes = [models.Index(fields=["office", "kind"], name="advice_of_a_desk")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.problem}"


class AdviceVoice(models.Model):
    """This voice would be split off."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="voice_rows")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["advice", "voice"], name="one_voice_an_advice")]

    def __str__(self) -> str:
        return f"{self.advice_id} {self.voice_id}"


class AdviceRefusal(models.Model):
    """A person has said: no. No later run advises it again while the row stands."""

    advice = models.OneToOneField(Advice, on_delete=models.PROTECT, primary_key=True, related_name="refusal")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.advice)
