"""Topics and candidates as lists, in a constant number of queries."""

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from sanxin.topics.models import Candidate, Milestone, Topic, TopicPlace, TopicProposal


def with_progress(rows: QuerySet[Topic], today: date) -> QuerySet[Topic]:
    """Each with `.steps` `.steps_done` `.steps_late` `.people` `.villages` `.outcomes`."""
    steps = Milestone.objects.filter(topic=OuterRef("pk"))
    places = TopicPlace.objects.filter(topic=OuterRef("pk"))
    proposals = TopicProposal.objects.filter(topic=OuterRef("pk"))
    return rows.annotate(
        steps=_count(steps),
        steps_done=_count(steps.exclude(done=None)),
        steps_late=_count(steps.overdue(today)),
        villages=_count(places),
        people=Coalesce(Subquery(places.order_by().values("topic").annotate(n=Sum("people")).values("n")), 0),
        outcomes=_count(proposals),
    ).select_related("lead", "field")


def stage_counts(rows: QuerySet[Topic]) -> dict[str, int]:
    return dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))


def candidate_counts(rows: QuerySet[Candidate]) -> dict[str, int]:
    return dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))


def worded(words: str, *names: str) -> Q:
    """All words stand somewhere in these fields."""
    wanted = Q()
    for word in words.split()[:5]:
        wanted &= Q(*[(f"{name}__icontains", word) for name in names], _connector=Q.OR)
    return wanted


def _count(rows: QuerySet) -> Coalesce:  # type: ignore[type-arg]
    return Coalesce(Subquery(rows.order_by().values("topic").annotate(n=Count("pk")).values("n")), 0)
