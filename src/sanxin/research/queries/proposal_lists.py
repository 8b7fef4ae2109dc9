"""Proposals as a list: found by words and stage, with what followed, in a constant number of queries."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from sanxin.ledger.rules.stages import Stage as ItemStage
from sanxin.research.models import DecisionItem, Proposal, ProposalStage, ProposalSubmission


def listed(rows: QuerySet[Proposal], *, stage: str, words: str) -> QuerySet[Proposal]:
    """Each with `.leader` (the last it was put before), `.items` and `.items_done`."""
    if stage in ProposalStage.values:
        rows = rows.filter(stage=stage)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | _numbered(word))
    leader = ProposalSubmission.objects.filter(proposal=OuterRef("pk")).order_by("-round").values("to__name")[:1]
    return (
        rows.annotate(
            leader=Subquery(leader), items=_items(Q()), items_done=_items(Q(item__stage=ItemStage.STRUCK_OFF))
        )
        .select_related("drafted_by", "responsible")
        .order_by("-year", "-number")
    )


def counts(rows: QuerySet[Proposal]) -> dict[str, int]:
    """How many proposals are in each stage; one query."""
    return dict(rows.order_by().values_list("stage").annotate(n=Count("pk")))


def _items(which: Q) -> Subquery:
    opened = DecisionItem.objects.filter(which, decision__submission__proposal=OuterRef("pk")).order_by()
    return Subquery(opened.values("decision__submission__proposal").annotate(n=Count("pk")).values("n"))


def _numbered(word: str) -> Q:
    """F-2026-031, 2026-031 or 31."""
    last = word.rpartition("-")[2]
    return Q(number=int(last)) if last.isdecimal() and len(last) < 9 else Q(pk__in=[])
