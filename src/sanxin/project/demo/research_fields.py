"""Fields of concern of the demo: the head added one for what villages need, and the hottest problems lie in theirs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sanxin.project.demo.county import County
from sanxin.research.models import Problem
from sanxin.topics.actions.fields import add_field
from sanxin.topics.actions.links import sort_problems
from sanxin.topics.actions.voice_fields import look
from sanxin.topics.models import ProblemField

OWN = "农村公共服务"
SORTED = 12
"""The hottest; what follows nobody has come to yet."""


def sort_by_field(county: County, now: datetime, problems: Sequence[Problem]) -> None:
    """Three weeks ago, in one go; what was sorted before stays where it lies."""
    head, at = county.people["徐建平"], now - timedelta(days=21)
    field = add_field(county.department, name=OWN, by=head, at=at)
    known = set(ProblemField.objects.filter(problem__in=problems).values_list("problem_id", flat=True))
    rest = [problem for problem in problems if problem.id not in known]
    if about := rest[:SORTED]:
        sort_problems(about, field=field, by=head, at=at + timedelta(minutes=5))
    look(county.department.id, at=now - timedelta(hours=19))
