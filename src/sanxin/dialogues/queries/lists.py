"""Conversations with what a list says of them, in one query."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sanxin.dialogues.models import Conversation, Dialogue, Participant, Stage, Statement


def with_counts(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Adds .people, .shown and .waiting (statements), .talks (dialogues)."""
    return rows.annotate(
        people=_count(Participant.objects.answering()),
        shown=_count(Statement.objects.filter(stage=Stage.ACCEPTED)),
        waiting=_count(Statement.objects.filter(stage=Stage.PENDING)),
        talks=_count(Dialogue.objects.all()),
    )


def _count(rows: QuerySet[Any]) -> Coalesce:
    mine = rows.filter(conversation=OuterRef("pk")).order_by().values("conversation")
    return Coalesce(Subquery(mine.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)
