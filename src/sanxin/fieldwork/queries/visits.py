"""Visits as the list and the page of one show them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from sanxin.fieldwork.models import PromiseKept, Visit, VisitLine
from sanxin.ledger.models import Item
from sanxin.people.models import Person
from sanxin.service.models import Reply, VoiceItem


def with_counts(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """How many sentences, difficulties, answers still owed and photographs each has."""
    lines = VisitLine.objects.filter(visit=OuterRef("pk")).order_by()
    return visits.annotate(
        line_count=_count(lines),
        difficulty_count=_count(lines.filter(is_difficulty=True)),
        owed_count=_count(unanswered(lines)),
    )


def unanswered(lines: QuerySet[VisitLine]) -> QuerySet[VisitLine]:
    """Promised, and answered neither here nor as the reply to a solved item."""
    kept = PromiseKept.objects.filter(line=OuterRef("pk"))
    told = Reply.objects.filter(voice=OuterRef("voice"))
    return lines.filter(~Exists(kept), ~Exists(told), owes_answer=True)


@dataclass(frozen=True)
class LineShown:
    line: VisitLine
    item: Item | None
    """The ledger item it stands behind, if this person may read it."""
    on_ledger: bool
    kept: PromiseKept | None
    reply: Reply | None

    @property
    def is_owed(self) -> bool:
        return self.line.owes_answer and self.kept is None and self.reply is None


def lines_of(visit: Visit, person: Person) -> list[LineShown]:
    """Five queries, however many were said."""
    lines = list(visit.lines.select_related("voice"))
    voices = [line.voice_id for line in lines]
    tied: dict[UUID, UUID] = dict(VoiceItem.objects.filter(voice__in=voices).values_list("voice_id", "item_id"))
    seen = {item.id: item for item in Item.objects.visible_by_id_to(person).filter(pk__in=set(tied.values()))}
    kept = {row.line_id: row for row in PromiseKept.objects.filter(line__in=lines).select_related("by")}
    replies = {row.voice_id: row for row in Reply.objects.filter(voice__in=voices).select_related("by")}
    return [
        LineShown(
            line,
            item=seen.get(tied[line.voice_id]) if line.voice_id in tied else None,
            on_ledger=line.voice_id in tied,
            kept=kept.get(line.id),
            reply=replies.get(line.voice_id),
        )
        for line in lines
    ]


def officers_with_visits(visits: QuerySet[Visit]) -> list[tuple[str, str]]:
    """Names for the filter: of those who have been somewhere. Who has not is on no page of ours."""
    ids = visits.order_by().values("officer").distinct()
    people = Person.objects.filter(pk__in=ids).order_by("name")
    return [(str(person.id), person.name) for person in people]


def _count(lines: QuerySet[VisitLine]) -> Coalesce:
    counted = lines.values("visit").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
