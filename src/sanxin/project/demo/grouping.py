"""The demo's problem desk: one run, and a few decisions of people on it."""

import random
from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.project.demo.county import County
from sanxin.project.demo.proposing import Desk
from sanxin.research.actions.problems import accept, lock
from sanxin.research.actions.runs import perform
from sanxin.research.models import Problem, Stage, SynthesisRun


def group(county: County, now: datetime, rng: random.Random) -> None:
    _run(county, now - timedelta(days=1))
    clerk, head = county.people["程晓岚"], county.people["徐建平"]
    hottest = list(Problem.objects.on_desk().order_by("-heat")[:10])
    with clock.frozen(now - timedelta(hours=20)):
        for number, problem in enumerate(hottest[:6]):
            accepted = accept(problem, by=clerk, seen=problem.version, at=clock.now())
            if number < 2:
                lock(accepted, by=head, seen=accepted.version, at=clock.now())
    Desk(county, now, list(Problem.objects.filter(stage=Stage.ACCEPTED).order_by("-heat"))).work()


def _run(county: County, at: datetime) -> None:
    with clock.frozen(at):
        run = SynthesisRun.objects.create(
            county=county.unit, office=county.department, started_by=county.people["程晓岚"], asked_at=at
        )
        perform(run, at=at)
