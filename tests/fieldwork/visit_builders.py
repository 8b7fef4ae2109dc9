"""Visits, made by the same verbs people use."""

from datetime import date, timedelta
from typing import Any

from sanxin.fieldwork.actions.lines import NewLine
from sanxin.fieldwork.actions.visits import Told, record
from sanxin.fieldwork.models import Visit
from sanxin.kernel import clock
from tests.cast import Cast

LEAK = NewLine("支渠漏水，下游半个月没轮到水", is_difficulty=True)
QUESTION = NewLine("问：孙女在外地读书，困难补助还能不能在村里办？", owes_answer=True)
PRAISE = NewLine("路灯修好了，晚上亮堂多了")
HOUSEHOLD, NOTE = "看望方茂林", "下回带上补助的表，敲左边的门。"


def told(cast: Cast, **changes: Any) -> Told:
    """程晓岚 in 竹坑村, today."""
    said: dict[str, Any] = {"on": clock.today(), "place": cast.village, "people": 6}
    return Told(**(said | changes))


def a_visit(cast: Cast, *lines: NewLine, days_ago: int = 0, **changes: Any) -> Visit:
    at = clock.now() - timedelta(days=days_ago)
    by = changes.pop("by", cast.officer)
    office = changes.pop("office", cast.department)
    visit_id = changes.pop("visit_id", None)
    born_at = changes.pop("born_at", None)
    on: date = changes.pop("on", clock.today() - timedelta(days=days_ago))
    fresh = [NewLine(line.text, is_difficulty=line.is_difficulty, owes_answer=line.owes_answer) for line in lines]
    return record(told(cast, on=on, **changes), fresh, office=office, by=by, at=at, visit_id=visit_id, born_at=born_at)
