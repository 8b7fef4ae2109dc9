"""The sample plan against what came, and which groups answered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from sanxin.surveys.models import Edition, Group, Link, Response, WhoQuestion
from sanxin.surveys.queries.links import LinkLine
from sanxin.surveys.rules.smallness import LEAST


@dataclass(frozen=True)
class Plan:
    """The links of an edition, those furthest behind their number first."""

    lines: list[LinkLine]
    target: int
    came: int
    places: int
    """Villages asked."""


def plan_of(edition: Edition, now: datetime) -> Plan:
    rows = Link.objects.filter(edition=edition).with_names().with_counts()
    links = list(rows.order_by(F("target").desc(nulls_last=True), "-made_at"))
    lines = sorted(
        (LinkLine.of(link, now) for link in links), key=lambda line: (line.percent is None, line.percent or 0)
    )
    return Plan(
        lines=lines,
        target=sum(link.target or 0 for link in links),
        came=sum(link.came for link in links),
        places=len({link.place_id for link in links if link.place_id}),
    )


@dataclass(frozen=True)
class GroupCount:
    group: Group
    count: int | None
    """None: some, but fewer than five."""


def groups_of(edition: Edition) -> list[GroupCount]:
    """How many of each group answered; nothing where no question asks."""
    who: WhoQuestion | None = getattr(edition, "who_question", None)
    if who is None:
        return []
    answers = Response.objects.filter(link__edition=edition).values_list("answers", flat=True).order_by()
    counts = Counter(group for given in answers.iterator(chunk_size=2000) for group in groups_in(who, given))
    told = [Group(value) for value in Group.values if value in set(who.groups.values())]
    return [GroupCount(group, None if 0 < counts[group] < LEAST else counts[group]) for group in told]


def groups_in(who: WhoQuestion, answers: Mapping[str, Any]) -> set[str]:
    """The groups one response belongs to."""
    answer = answers.get(who.question)
    chosen = answer if isinstance(answer, list) else [answer]
    return {who.groups[name] for name in chosen if name in who.groups}
