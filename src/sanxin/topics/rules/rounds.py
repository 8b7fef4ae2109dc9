"""How candidates are weighed: criteria, weights, how many. Plain values only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanxin.kernel.refusals import Refused

USUAL = (("紧迫程度", 30), ("涉及面", 30), ("本级能解决", 25), ("领导关心", 15))
"""What a new round starts with: names are data, the weights add up to 100."""
ABOUT = 15
"""About how many topics a year."""
MOST_CRITERIA = 8
POINTS = (1, 2, 3, 4, 5)


def check_year(year: int, taken: bool, today_year: int) -> None:
    if taken:
        words = _("{year} 年的选题已经开过了，打开它接着办。").format(year=year)
        raise Refused("topics.round.taken", words, field="year")
    if not today_year - 1 <= year <= today_year + 2:
        raise Refused("topics.round.year", _("年份写去年到后年之间的一年。"), field="year")


def check_round(most: int, criteria: Sequence[tuple[str, int]], scorers: int) -> None:
    if not 1 <= most <= 100:
        raise Refused("topics.round.most", _("一年选几个课题，写 1 到 100。"), field="most")
    if not criteria:
        raise Refused("topics.round.no_criteria", _("至少写一条打分的标准。"))
    if len(criteria) > MOST_CRITERIA:
        raise Refused("topics.round.many_criteria", _("标准最多八条，打分的人才看得过来。"))
    if len({name for name, _weight in criteria}) < len(criteria):
        raise Refused("topics.round.same_name", _("有两条标准同名，改一个名。"))
    check_weights([weight for _name, weight in criteria])
    if not scorers:
        raise Refused("topics.round.no_scorers", _("选几位打分的人。"), field="scorers")


def check_weights(weights: Sequence[int]) -> None:
    if any(weight < 1 for weight in weights):
        raise Refused("topics.round.weight", _("每条标准至少占 1 分。"))
    if sum(weights) != 100:
        words = _("各条的分量加起来要是 100，现在是 {sum}。").format(sum=sum(weights))
        raise Refused("topics.round.sum", words)


def check_can_change_criteria(scored: bool) -> None:
    if scored:
        raise Refused("topics.round.scored", _("已经有人打分，标准和分量不能再动；人和数目可以改。"))


def check_points(given: Mapping[str, int], asked: Sequence[str]) -> None:
    """Every criterion gets 1 to 5 points."""
    if any(key not in given for key in asked):
        raise Refused("topics.score.missing", _("每条标准都打一个分，再交。"))
    if any(given[key] not in POINTS for key in asked):
        raise Refused("topics.score.points", _("分数在 1 到 5 之间。"))


@dataclass(frozen=True)
class Standing:
    """How a candidate stands after some scored it."""

    total: float
    """0 to 100."""
    averages: dict[str, float]
    sheets: int
    spread: float
    """Between the highest and the lowest total."""


def weighted(points: Mapping[str, int], weights: Mapping[str, int]) -> float:
    """1 to 5 points a criterion become 20 to 100 in all.

    >>> weighted({"a": 5, "b": 1}, {"a": 60, "b": 40})
    68.0
    """
    return sum(weight * points.get(key, 0) / POINTS[-1] for key, weight in weights.items())


def standing(sheets: Sequence[Mapping[str, int]], weights: Mapping[str, int]) -> Standing:
    """
    >>> standing([{"a": 5}, {"a": 3}], {"a": 100})
    Standing(total=80.0, averages={'a': 4.0}, sheets=2, spread=40.0)
    """
    totals = [weighted(sheet, weights) for sheet in sheets]
    many = len(sheets) or 1
    return Standing(
        total=sum(totals) / many,
        averages={key: sum(sheet.get(key, 0) for sheet in sheets) / many for key in weights},
        sheets=len(sheets),
        spread=max(totals, default=0) - min(totals, default=0),
    )


def may_see_scores(*, scores: bool, has_scored: bool, leads: bool, all_scored: bool, closed: bool) -> bool:
    """Whoever scores gives their own first; a leader who does not score may look; others wait for the last one."""
    if closed:
        return True
    if scores:
        return has_scored
    return leads or all_scored
