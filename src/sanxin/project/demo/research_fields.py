"""Fields of concern of the demo: the head added one for what villages need, and the hottest problems lie in theirs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sanxin.project.demo.county import County
from sanxin.research.models import Problem
from sanxin.topics.actions.fields import add_field
from sanxin.topics.actions.links import sort_problems
from sanxin.topics.actions.voice_fields import look, sort_voice
from sanxin.topics.models import ProblemField
from sanxin.topics.queries.fields import fields_of
from sanxin.topics.queries.voice_fields import voices_to_sort

OWN = "农村公共服务"
PARTY = "基层组织建设"
SAID = (("党费", PARTY), ("组织关系", PARTY), ("没有车", OWN), ("护栏", OWN))
"""Words of voices in no problem, and the field 程晓岚 put them into."""
EACH = 2
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


def say_of_lone_voices(county: County, now: datetime) -> None:
    """Yesterday, once all is heard; the machine followed an hour later."""
    clerk, at = county.people["程晓岚"], now - timedelta(hours=20)
    named = {field.name: field for field in fields_of(county.department)}
    for word, name in SAID:
        lone = voices_to_sort(clerk).filter(text__contains=word, concern_row=None).order_by("heard_at", "id")
        for voice in lone[:EACH]:
            sort_voice(voice, field=named[name], by=clerk, seen=0, at=at)
    look(county.department.id, at=at + timedelta(hours=1))
