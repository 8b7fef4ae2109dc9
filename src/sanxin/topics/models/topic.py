from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin.research.models import Problem, Proposal
from sanxin.surveys.models import Questionnaire
from sanxin.topics.models.candidate import Candidate
from sanxin.topics.models.field import FieldOfConcern

if TYPE_CHECKING:
    from datetime import date


class Kind(models.TextChoices):
    """The six kinds of the 2023 research programme."""

    STRATEGIC = "strategic", _("战略性")
    COUNTERMEASURE = "countermeasure", _("对策性")
    FORWARD = "forward", _("前瞻性")
    TRACKING = "tracking", _("跟踪性")
    DISSECTING = "dissecting", _("解剖式")
    SUPERVISORY = "supervisory", _("督查式")


class Method(models.TextChoices):
    """How people are asked and facts gathered."""

    TALKS = "talks", _("座谈访谈")
    WALKS = "walks", _("随机走访")
    QUESTIONNAIRE = "questionnaire", _("问卷调查")
    EXPERTS = "experts", _("专家调查")
    SAMPLING = "sampling", _("抽样调查")
    STATISTICS = "statistics", _("统计分析")


class TopicStage(models.TextChoices):
    """How far a topic has come; a projection of the rows beside it, rewritten in the same transaction."""

    PLANNING = "planning", _("待安排")
    RUNNING = "running", _("在调研")
    FINISHED = "finished", _("已结题")
    STOPPED = "stopped", _("已中止")


OPEN = frozenset({TopicStage.PLANNING, TopicStage.RUNNING})


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included."""
        return self.filter(office__in=person.sight.work_offices)

    def open(self) -> Self:
        return self.filter(stage__in=OPEN)


class Topic(models.Model):
    """课题: a question chosen for the year, with who looks into it, how, where and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="topic")
    field = models.ForeignKey(FieldOfConcern, on_delete=models.PROTECT, related_name="topics")
    question = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices, blank=True)
    lead = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    team = models.ManyToManyField(Person, related_name="+", blank=True)
    methods = models.JSONField(default=list)
    """Values of `Method`, in its order."""
    audience = models.CharField(max_length=120, blank=True)
    """Whom to ask: 村干部、在家党员、务工返乡人员."""
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    expected = models.TextField(blank=True)
    problems = models.ManyToManyField(Problem, through="TopicProblem", related_name="topics")
    proposals = models.ManyToManyField(Proposal, through="TopicProposal", related_name="topics")
    questionnaires = models.ManyToManyField(Questionnaire, through="TopicQuestionnaire", related_name="topics")
    opened_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=TopicStage.choices, default=TopicStage.PLANNING)
    version = models.PositiveIntegerField(default=1)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "number"], name="one_topic_a_number"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="topic_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["office", "-year", "number"], name="topics_of_an_office")]

    def __str__(self) -> str:
        return f"{self.code} {self.question}"

    @property
    def code(self) -> str:
        """The number people quote: 2026-03."""
        return f"{self.year}-{self.number:02d}"

    @property
    def code_in_words(self) -> str:
        return gettext("课题 {code}").format(code=self.code)

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def methods_in_words(self) -> list[str]:
        return [str(method.label) for method in Method if method in self.methods]

    def is_late(self, today: date) -> bool:
        return self.is_open and self.ends_on is not None and self.ends_on < today


class TopicPlace(models.Model):
    """Where the topic asks, and how many people there (样本安排)."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="place_rows")
    place = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "place"], name="one_row_a_place"),
            models.CheckConstraint(condition=Q(people__gte=1), name="somebody_is_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.place} × {self.people}"


class TopicProblem(models.Model):
    """The topic looks into this problem."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="problem_rows")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="topic_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "problem"], name="one_problem_a_topic")]

    def __str__(self) -> str:
        return f"{self.problem_id} → {self.topic_id}"


class TopicProposal(models.Model):
    """What the topic led to: a proposal put before a leader."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="proposal_rows")
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="topic_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "proposal"], name="one_proposal_a_topic")]

    def __str__(self) -> str:
        return f"{self.proposal_id} → {self.topic_id}"


class TopicQuestionnaire(models.Model):
    """The topic asks with this questionnaire."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="questionnaire_rows")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="topic_rows")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "questionnaire"], name="one_questionnaire_a_topic")]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} → {self.topic_id}"


class TopicStart(models.Model):
    """The plan was complete and the work began."""

    topic = models.OneToOneField(Topic, on_delete=models.PROTECT, primary_key=True, related_name="start")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.topic)


class TopicEnd(models.Model):
    """Finished with a result, or stopped for a reason."""

    topic = models.OneToOneField(Topic, on_delete=models.PROTECT, primary_key=True, related_name="end")
    finished = models.BooleanField()
    words = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.topic)
