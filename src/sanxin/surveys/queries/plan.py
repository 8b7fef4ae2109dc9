"""The sample plan against what came, and which groups answered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from sanxin.surveys.models import Edition, Group, Link, Response, WhoQuestion
from sanxin.surveys.queries.links import LinkLine
from sanxin.surveys.queries.results import hidden_choices
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
    """None: some, but fewer than five, or a number that would give a smaller one away."""


def groups_of(edition: Edition) -> list[GroupCount]:
    """How many of each group answered; nothing where no question asks."""
    who: WhoQuestion | None = getattr(edition, "who_question", None)
    if who is None:
        return []
    answers = Response.objects.filter(link__edition=edition).values_list("answers", flat=True).order_by()
    groups: Counter[str] = Counter()
    choices: Counter[str] = Counter()
    for given in answers.iterator(chunk_size=2000):
        groups.update(groups_in(who, given))
        choices.update(_chosen(who, given))
    small = hidden_choices(edition.as_form().question(who.question), choices)
    untold = {who.groups[name] for name in small if name in who.groups}
    told = [Group(value) for value in Group.values if value in set(who.groups.values())]
    return [GroupCount(one, None if one in untold or 0 < groups[one] < LEAST else groups[one]) for one in told]


def groups_in(who: WhoQuestion, answers: Mapping[str, Any]) -> set[str]:
    """The groups one response belongs to."""
    return {who.groups[name] for name in _chosen(who, answers) if name in who.groups}


def _chosen(who: WhoQuestion, answers: Mapping[str, Any]) -> list[str]:
    answer = answers.get(who.question)
    return answer if isinstance(answer, list) else [str(answer)] if answer is not None else []
