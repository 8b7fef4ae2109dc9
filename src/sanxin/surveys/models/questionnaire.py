from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sanxin.kernel.ids import new_id
from sanxin.people.models import Person, Unit
from sanxin_engines.questionnaires import Form, Kind, from_plain, to_plain

if TYPE_CHECKING:
    from sanxin.surveys.models.edition import Edition


class QuestionnaireStage(models.TextChoices):
    """How far a questionnaire has come, read from its editions."""

    DRAFT = "draft", _("在写")
    PUBLISHED = "published", _("已发布")
    CHANGED = "changed", _("有新改动")
    """Published, and written on since: the newest words are not asked yet."""
    WITHDRAWN = "withdrawn", _("已收回")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def visible_to(self, person: Person) -> Self:
        """Whoever works in the office, its leaders included."""
        return self.filter(office__in=person.sight.work_offices)

    def with_latest(self) -> Self:
        """Beside each what is to be known of its newest edition, so that `.stage` asks no more."""
        from sanxin.surveys.models.edition import Edition

        newest = Edition.objects.filter(questionnaire=OuterRef("pk")).order_by("-number")
        return self.annotate(
            latest_number=Subquery(newest.values("number")[:1]),
            latest_version=Subquery(newest.values("version")[:1]),
            latest_at=Subquery(newest.values("published_at")[:1]),
            latest_withdrawn_at=Subquery(newest.values("withdrawal__at")[:1]),
        )

    def at_stage(self, stage: str) -> Self:
        """Of rows `with_latest`."""
        return self.filter(STAGES[QuestionnaireStage(stage)]) if stage in STAGES else self


class Questionnaire(models.Model):
    """Questions being written. What was asked is an `Edition`; this is the draft of the next one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    county = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    form = models.JSONField(default=dict)
    """The draft, plain values of `sanxin_engines.questionnaires.Form`."""
    asked = models.PositiveSmallIntegerField(default=0)
    """How many questions the draft asks, notes left out; lists show it without reading the form."""
    version = models.PositiveIntegerField(default=1)
    """Counts the changes; who acts on an older one is told so."""
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at", "-id"]
        indexes = [models.Index(fields=["office", "-edited_at"], name="questionnaires_of_an_office")]

    def __str__(self) -> str:
        return self.title

    def as_form(self) -> Form:
        return from_plain(self.form)

    def write(self, form: Form) -> None:
        """Take over a form; the caller saves."""
        self.form = to_plain(form)
        self.title = form.title
        self.asked = sum(question.kind is not Kind.NOTE for question in form.questions)

    @cached_property
    def latest(self) -> Edition | None:
        """The newest edition, withdrawn or not."""
        return self.editions.select_related("withdrawal", "published_by").order_by("-number").first()

    @property
    def stage(self) -> QuestionnaireStage:
        number, version, withdrawn_at = self._newest()
        if number is None:
            return QuestionnaireStage.DRAFT
        if withdrawn_at is not None:
            return QuestionnaireStage.WITHDRAWN
        return QuestionnaireStage.PUBLISHED if version == self.version else QuestionnaireStage.CHANGED

    def _newest(self) -> tuple[int | None, int | None, object]:
        if "latest_number" in self.__dict__:  # read `with_latest`
            return tuple(self.__dict__[f"latest_{name}"] for name in ("number", "version", "withdrawn_at"))
        if self.latest is None:
            return None, None, None
        return self.latest.number, self.latest.version, self.latest.withdrawn_at


_OUT = Q(latest_number__isnull=False, latest_withdrawn_at__isnull=True)
STAGES = {
    QuestionnaireStage.DRAFT: Q(latest_number__isnull=True),
    QuestionnaireStage.PUBLISHED: _OUT & Q(latest_version=models.F("version")),
    QuestionnaireStage.CHANGED: _OUT & ~Q(latest_version=models.F("version")),
    QuestionnaireStage.WITHDRAWN: Q(latest_withdrawn_at__isnull=False),
}
"""Which rows `with_latest` stand where."""
