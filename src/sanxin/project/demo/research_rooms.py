"""The demo's rooms of research: what was asked widely, what it has in common, why it is so, what is looked into."""

import random
from datetime import datetime

from sanxin.project.demo.county import County
from sanxin.project.demo.research_asking import Asking
from sanxin.project.demo.research_cruxes import Roots
from sanxin.project.demo.research_fields import sort_by_field
from sanxin.project.demo.research_kinds import sort_kinds
from sanxin.project.demo.research_topics import Topics
from sanxin.research.models import Problem, Stage

SEED = 2023


def fill_research_rooms(county: County, now: datetime) -> None:
    """After problems are grouped and proposals drafted: all of it stands on them."""
    rng = random.Random(SEED)  # noqa: S311 - the same county every time
    taken = Problem.objects.filter(stage__in=(Stage.ACCEPTED, Stage.ON_LEDGER))
    problems = list(taken.order_by("-heat", "number"))
    asking = Asking(county, now, rng)
    asking.ask()
    asking.meet()
    Roots(county, now, problems).work()
    Topics(county, now, problems, asking.questionnaires).work()
    sort_by_field(county, now, problems)
    sort_kinds(county, now)
