"""Questionnaires as a list: found by words and stage, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count

from sanxin.people.models import Person
from sanxin.surveys.models.questionnaire import STAGES, QuestionnaireQuerySet, QuestionnaireStage

LIGHTS = {
    QuestionnaireStage.DRAFT: "wait",
    QuestionnaireStage.PUBLISHED: "green",
    QuestionnaireStage.CHANGED: "amber",
    QuestionnaireStage.WITHDRAWN: "off",
}


@dataclass(frozen=True)
class Filters:
    """What the URL asks for."""

    stage: str = ""
    words: str = ""
    by: Person | None = None

    @property
    def is_set(self) -> bool:
        return bool(self.stage or self.words or self.by)


def listed(rows: QuestionnaireQuerySet, filters: Filters) -> QuestionnaireQuerySet:
    """Forms themselves are not read: two hundred questions a row would be felt."""
    rows = _narrowed(rows, filters).with_latest().defer("form").select_related("created_by")
    return rows.at_stage(filters.stage).order_by("-edited_at", "-id")


def counts(rows: QuestionnaireQuerySet, filters: Filters) -> dict[str, int]:
    """How many there are at each stage, whatever stage is asked for; one query."""
    narrowed = _narrowed(rows, filters).with_latest().order_by()
    counted = {stage.value: Count("pk", filter=STAGES[stage]) for stage in QuestionnaireStage}
    return narrowed.aggregate(**counted)


def _narrowed(rows: QuestionnaireQuerySet, filters: Filters) -> QuestionnaireQuerySet:
    for word in filters.words.split():
        rows = rows.filter(title__icontains=word)
    return rows.filter(created_by=filters.by) if filters.by else rows
