"""Townships and villages of a county by the names people type."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from uuid import UUID

from sanxin.people.models import Level, Unit


@dataclass
class Places:
    """All places of one county; read once a page."""

    county_ids: tuple[UUID, ...]

    @cached_property
    def by_label(self) -> dict[str, Unit]:
        """ "洪岩镇" and "洪岩镇 竹坑村", in the order of the tree."""
        rows = Unit.objects.in_use().places().filter(county__in=self.county_ids).select_related("parent")
        return {_label(unit): unit for unit in rows}

    @cached_property
    def townships(self) -> list[Unit]:
        return [unit for unit in self.by_label.values() if unit.level == Level.TOWNSHIP]

    def villages_of(self, township: Unit) -> list[Unit]:
        return [unit for unit in self.by_label.values() if unit.parent_id == township.id]

    def find(self, typed: str) -> Unit | None:
        """The place of that name; a village's bare name is enough where only one bears it."""
        words = " ".join(typed.split())
        if words in self.by_label:
            return self.by_label[words]
        named = [unit for label, unit in self.by_label.items() if words in {unit.name, label.replace(" ", "")}]
        return named[0] if len(named) == 1 else None

    def near(self, typed: str) -> list[str]:
        """Up to three names that look like what was typed."""
        words = " ".join(typed.split())
        ends = [label for label, unit in self.by_label.items() if words and words in label]
        return (ends or get_close_matches(words, self.by_label, n=3, cutoff=0.4))[:3]


def _label(unit: Unit) -> str:
    if unit.level == Level.VILLAGE and unit.parent is not None:
        return f"{unit.parent.name} {unit.name}"
    return unit.name
