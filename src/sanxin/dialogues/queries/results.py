"""A snapshot as it is shown: statements with their words, small counts hidden, groups as areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sanxin.dialogues.models import Snapshot, Stage, Statement
from sanxin.dialogues.rules.areas import HEIGHT, WIDTH, Drawn, drawn
from sanxin.dialogues.rules.showing import Bar, Bars, alone_in_words, bars_of

AGREE = "agree"


@dataclass(frozen=True)
class Line:
    """One statement of a snapshot."""

    number: int
    text: str
    source: str
    bars: Bars
    figures: Mapping[str, Any]
    names: Sequence[str]

    @property
    def cells(self) -> list[tuple[str, Bar | None]]:
        """Each group's name and answers."""
        return list(zip(self.names, self.bars.groups or [None] * len(self.names), strict=True))

    @property
    def consensus(self) -> float | None:
        """Geometric mean over the groups with Jeffreys' prior, 0…100; nothing where a group is too small."""
        return self._figure("jeffreys")

    @property
    def consensus_legacy(self) -> float | None:
        return self._figure("consensus")

    @property
    def rejection(self) -> float | None:
        return self._figure("jeffreys_disagree")

    @property
    def divisive(self) -> float | None:
        return self._figure("divisive")

    def _figure(self, name: str) -> float | None:
        value = self.figures[name]
        return round(100 * value, 1) if value is not None and self.bars.groups else None


@dataclass(frozen=True)
class Said:
    """A statement and which way people stand to it."""

    line: Line
    way: str
    bar: Bar | None

    @property
    def agrees(self) -> bool:
        return self.way == AGREE

    @property
    def percent(self) -> int:
        if self.bar is None:
            return 0
        return self.bar.agree_percent if self.agrees else self.bar.disagree_percent


@dataclass(frozen=True)
class GroupShown:
    name: str
    size: int
    typical: list[Said]
    area: Drawn

    @property
    def word_y(self) -> float:
        return round(self.area.y - 4, 1)

    @property
    def size_y(self) -> float:
        return round(self.area.y + 16, 1)


@dataclass(frozen=True)
class Results:
    snapshot: Snapshot
    lines: list[Line]
    common: list[Said]
    dividing: list[Line]
    groups: list[GroupShown]
    width: float = WIDTH
    height: float = HEIGHT

    @property
    def one_group(self) -> bool:
        return len(self.groups) == 1

    @property
    def names(self) -> list[str]:
        return [group.name for group in self.groups]

    @property
    def alone(self) -> str:
        """Whoever answered too little to stand in a group, in words."""
        count = alone_in_words(self.snapshot.people, self.snapshot.sizes)
        if count == 0:
            return ""
        many = _("另有 {n} 人答得太少，没有分进组。").format(n=count)
        return many if count else _("另有几个人答得太少，没有分进组。")


def results_of(snapshot: Snapshot, *, order: str = "common") -> Results:
    """Statements left out meanwhile are not shown, whatever the snapshot counted."""
    rows = Statement.objects.filter(conversation=snapshot.conversation_id, stage=Stage.ACCEPTED)
    words = {row.number: row for row in rows}
    names = [group_name(group) for group in range(snapshot.k)]
    lines = {
        one["number"]: Line(
            one["number"], words[one["number"]].text, words[one["number"]].source, bars_of(one), one, names
        )
        for one in snapshot.statements
        if one["number"] in words
    }
    common = [Said(lines[number], way, lines[number].bars.total) for number, way in snapshot.common if number in lines]
    return Results(
        snapshot=snapshot,
        lines=sorted(lines.values(), key=ORDERS.get(order, ORDERS["common"])),
        common=common,
        dividing=[lines[number] for number in snapshot.dividing if number in lines],
        groups=_groups(snapshot, lines),
    )


def _groups(snapshot: Snapshot, lines: Mapping[int, Line]) -> list[GroupShown]:
    areas = drawn(snapshot.areas)
    return [
        GroupShown(
            name=group_name(group),
            size=size,
            typical=[
                Said(lines[number], way, lines[number].bars.groups[group] if lines[number].bars.groups else None)
                for number, way in snapshot.typical[group]
                if number in lines
            ],
            area=areas[group],
        )
        for group, size in enumerate(snapshot.sizes)
    ]


def group_name(group: int) -> str:
    return (
        pgettext("group", "甲组"),
        pgettext("group", "乙组"),
        pgettext("group", "丙组"),
        pgettext("group", "丁组"),
        pgettext("group", "戊组"),
    )[group]


ORDERS: dict[str, Any] = {
    "common": lambda line: (-(max(line.consensus or 0, line.rejection or 0)), line.number),
    "divisive": lambda line: (-(line.divisive or 0), line.number),
    "number": lambda line: line.number,
    "answers": lambda line: (-(line.bars.total.n if line.bars.total else 0), line.number),
}
"""By the URL: clearest common ground first, most divisive first, as they came, most answered first."""
