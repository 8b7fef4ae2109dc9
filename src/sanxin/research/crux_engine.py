"""The door to the second level: problems in, groups of problems with our ids out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sanxin.research.engine import thawed, usable_model


@dataclass(frozen=True)
class Card:
    """A problem as the engine reads it."""

    id: UUID
    name: str
    text: str
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundCrux:
    problems: tuple[UUID, ...]
    title: str
    kind: str
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class CruxEngine(Protocol):
    def __call__(
        self,
        cards: Sequence[Card],
        *,
        locked: Sequence[Sequence[UUID]],
        apart: Sequence[tuple[UUID, UUID]],
        settings: dict[str, Any],
    ) -> list[FoundCrux]: ...


def the_crux_engine(
    cards: Sequence[Card],
    *,
    locked: Sequence[Sequence[UUID]],
    apart: Sequence[tuple[UUID, UUID]],
    settings: dict[str, Any],
) -> list[FoundCrux]:
    """`sanxin_engines.opinions.propose_crux`, with ids of ours."""
    from sanxin_engines.opinions.crux import CruxInput, propose_crux  # numpy loads when it is needed

    problems = [
        CruxInput(id=str(card.id), title=card.name, text=card.text, keywords=card.keywords, places=card.places)
        for card in cards
    ]
    with usable_model():
        groups = propose_crux(
            problems,
            locked=[[str(pk) for pk in group] for group in locked],
            cannot_link=[(str(one), str(other)) for one, other in apart],
            settings=thawed(settings),
        )
    return [
        FoundCrux(tuple(map(UUID, group.ids)), group.title, group.kind, group.terms, group.places) for group in groups
    ]
