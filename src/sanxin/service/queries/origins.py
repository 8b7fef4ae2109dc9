"""Where the voices behind one decision come from, and what they are about: for the item that answers them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sanxin.ledger.rules.kinds import Kind as ItemKind
from sanxin.people.models import Level, Unit
from sanxin.service.models import Kind, Voice

KINDS = {Kind.LIVELIHOOD: ItemKind.LIVELIHOOD, Kind.INTERESTS: ItemKind.INTEREST, Kind.WISHES: ItemKind.WISH}


@dataclass(frozen=True)
class Origin:
    place: Unit | None
    """The lowest unit all of them lie in: a village, a township; none where they come from several townships."""
    kind: str
    """What most of them are about, as the ledger calls it; empty where nobody has sorted them."""


def origin_of(voices: Sequence[Voice]) -> Origin:
    """One query. Voices without a place do not count."""
    ids = {voice.place_id for voice in voices if voice.place_id}
    return Origin(_lowest_common(list(Unit.objects.filter(pk__in=ids).select_related("parent"))), _commonest(voices))


def _lowest_common(places: list[Unit]) -> Unit | None:
    if len(places) == 1:
        return places[0]
    towns = {place.id: place for place in map(_town, places) if place is not None}
    within = len(towns) == 1 and all(_town(place) is not None for place in places)
    return next(iter(towns.values())) if within else None


def _town(place: Unit) -> Unit | None:
    return place if place.level == Level.TOWNSHIP else place.parent if place.level == Level.VILLAGE else None


def _commonest(voices: Sequence[Voice]) -> str:
    counted = Counter(KINDS[Kind(voice.kind)] for voice in voices if Kind(voice.kind) in KINDS)
    return min(counted, key=lambda kind: (-counted[kind], list(ItemKind).index(kind))).value if counted else ""
