"""The projection on an item, derived again from the rows."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, UUIDField
from django.utils import timezone

from sanxin.ledger.models import (
    Acceptance,
    DeadlineChange,
    Evidence,
    HandBack,
    Item,
    Linkage,
    MeasureDone,
    OwnerChange,
    Progress,
    Reopening,
    StrikeOff,
    StrikeOffRequest,
    Suspension,
    Withdrawal,
)
from sanxin.ledger.rules.stages import Deeds, stage_of


@dataclass(frozen=True)
class Projection:
    """What an item says about itself and could be said from its rows alone."""

    stage: str
    turn: int
    round: int
    owner_id: UUID
    due_on: date
    suspended_until: date | None
    struck_off_on: date | None
    unanswered: int


def projection_of(item: Item) -> Projection:
    """What the rows say about one item; one query."""
    return _projection(_with_rows(Item.objects.filter(pk=item.pk)).get())


def differing(items: Iterable[Item] | QuerySet[Item] | None = None) -> list[Item]:
    """Items whose projection is not what their rows say: always none, or somebody wrote past the actions."""
    rows = Item.objects.all() if items is None else Item.objects.filter(pk__in=[item.pk for item in items])
    return [item for item in _with_rows(rows).iterator(chunk_size=1000) if written(item) != _projection(item)]


def settle_many(items: Iterable[Item]) -> None:
    """Write the projection of many new items at once: one query to derive, a few to write those that differ."""
    wrong = differing(items)
    for item in wrong:
        write(item, _projection(item))
    Item.objects.bulk_update(wrong, [name.removesuffix("_id") for name in Projection.__dataclass_fields__], 200)


def written(item: Item) -> Projection:
    return Projection(**{name: getattr(item, name) for name in Projection.__dataclass_fields__})


def write(item: Item, projection: Projection) -> list[str]:
    """Put the projection onto the item in memory; gives the names of its fields for `update_fields`."""
    for name, value in asdict(projection).items():
        setattr(item, name, value)
    return [*Projection.__dataclass_fields__]


def _projection(item: Item) -> Projection:
    seen = item.__dict__  # the annotations, which the model does not know
    turn = (seen["change_turn"] or 0) + 1
    handed_back = seen["hand_back_turn"] == turn
    deeds = Deeds(
        struck_off=seen["struck_at"] is not None,
        withdrawn=seen["withdrawn"],
        requested=seen["requested"],
        handed_back=handed_back,
        accepted=seen["acceptance_turn"] == turn,
        worked=seen["noted"] or seen["completed"] or seen["asked"] or seen["filed"],
    )
    return Projection(
        stage=stage_of(deeds).value,
        turn=turn,
        round=(seen["reopened_round"] or 0) + 1,
        owner_id=seen["change_after"] or item.owner_id,
        due_on=seen["deadline"] or item.first_due_on,
        suspended_until=seen["suspended_to"],
        struck_off_on=timezone.localdate(seen["struck_at"]) if seen["struck_at"] else None,
        unanswered=seen["owed"] or 0,
    )


def _with_rows(items: QuerySet[Item]) -> QuerySet[Item]:
    this = OuterRef("pk")
    owed = Linkage.objects.unanswered().filter(item=this).order_by().values("item").annotate(n=Count("pk"))
    changes = OwnerChange.objects.filter(item=this).order_by("-turn")
    return items.annotate(
        change_turn=Subquery(changes.values("turn")[:1]),
        change_after=Subquery(changes.values("after_id")[:1], output_field=UUIDField()),
        acceptance_turn=Subquery(Acceptance.objects.filter(item=this).order_by("-turn").values("turn")[:1]),
        hand_back_turn=Subquery(HandBack.objects.filter(item=this).order_by("-turn").values("turn")[:1]),
        struck_at=Subquery(StrikeOff.objects.in_force().filter(item=this).values("at")[:1]),
        withdrawn=Exists(Withdrawal.objects.filter(item=this)),
        requested=Exists(StrikeOffRequest.objects.waiting().filter(item=this)),
        reopened_round=Subquery(
            Reopening.objects.filter(item=this).order_by("-strike_off__round").values("strike_off__round")[:1]
        ),
        deadline=Subquery(DeadlineChange.objects.filter(item=this).order_by("-order").values("after")[:1]),
        suspended_to=Subquery(
            Suspension.objects.not_resumed().filter(item=this).order_by("-order").values("until")[:1]
        ),
        noted=Exists(Progress.objects.filter(item=this)),
        completed=Exists(MeasureDone.objects.filter(measure__item=this)),
        asked=Exists(Linkage.objects.filter(item=this)),
        owed=Subquery(owed.values("n"), output_field=IntegerField()),
        filed=Exists(Evidence.objects.filter(item=this)),
    )
