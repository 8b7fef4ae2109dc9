"""The same problem before: struck-off items that are like a text, and how they were solved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from sanxin.kernel.days import calendar_of
from sanxin.kernel.search.some import holding_some
from sanxin.kernel.search.tokens import cut
from sanxin.ledger.models import Item, Measure, StrikeOff
from sanxin.ledger.rules.likeness import PLACE, pairs, scores
from sanxin.people.models import Unit

LEAST = 0.15
"""Below, two texts share a word and nothing else."""
CANDIDATES = 800
"""The newest; a ledger full of the same words need not be read whole."""
WORDS = 24
READ = 600
"""Characters of the text that are compared; what it is about stands at its beginning."""


@dataclass(frozen=True)
class Alike:
    """One item that was solved, and how."""

    item: Item
    score: float
    """From 0 to 1; only for the order."""
    how: str
    """What the verifier noted; without a note what the owner said when asking for the strike-off."""
    measures: list[str]
    """What was carried out, in the order of the plan."""
    days: int
    """Working days from opening to strike-off."""


def alike(text: str, office: Unit, limit: int = 5) -> list[Alike]:
    """Struck-off items of an office's ledger most like a text, the likest first.

    At most 48 short counts and five queries, however long the ledger. Whoever shows them to somebody shows the
    office's own people only (docs/map.md, "Sight").
    """
    found = _likest(text[:READ], office, limit)
    items = [item for item, _score in found]
    struck = StrikeOff.objects.in_force().filter(item__in=items).select_related("request")
    ends = {row.item_id: row for row in struck}
    plans = _measures(items)
    calendar = calendar_of(office.county_id)
    return [
        Alike(
            item=item,
            score=score,
            how=_how(ends[item.id]),
            measures=plans.get(item.pk, []),
            days=max(calendar.between(timezone.localdate(item.opened_at), timezone.localdate(ends[item.id].at)), 0),
        )
        for item, score in found
        if item.id in ends
    ]


def _likest(text: str, office: Unit, limit: int) -> list[tuple[Item, float]]:
    words = [word for word in dict.fromkeys(cut(PLACE.sub(" ", text))) if len(word) > 1][:WORDS]
    told = dict.fromkeys([*words, *pairs(text)[:WORDS]])  # a title is short, and 村口路灯不亮 is not cut at 路灯
    entries = holding_some("ledger.item", list(told), office_id=office.id)
    ids = list(entries.order_by("-at").values_list("subject_id", flat=True)[:CANDIDATES])
    items = list(Item.objects.struck_off().filter(pk__in=ids).select_related("owner", "place__parent"))
    ranked = zip(items, scores(text, [f"{item.title} {item.detail[:READ]}" for item in items]), strict=True)
    near = [(item, score) for item, score in ranked if score >= LEAST]
    return sorted(near, key=lambda one: -one[1])[:limit]


def _how(row: StrikeOff) -> str:
    return row.note or (row.request.account if row.request else "")


def _measures(items: Sequence[Item]) -> dict[object, list[str]]:
    plans: dict[object, list[str]] = {}
    for item_id, what in Measure.objects.filter(item__in=items, done__isnull=False).values_list("item_id", "what"):
        plans.setdefault(item_id, []).append(what)
    return plans
