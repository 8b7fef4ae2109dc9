"""The demo's problem desk: one run, and what people decided about it."""

from datetime import datetime, timedelta

from sanxin.kernel import clock
from sanxin.kernel.jobs import work_off
from sanxin.project.demo.county import County
from sanxin.project.demo.proposing import Desk
from sanxin.research.actions.problems import accept, lock, rename
from sanxin.research.actions.runs.ask import ask_for_run
from sanxin.research.models import Problem, Stage


def group(county: County, now: datetime) -> None:
    """Yesterday's run is long work like any other; its result waits on 程晓岚's Today."""
    with clock.frozen(now - timedelta(days=1)):
        ask_for_run(county.department, by=county.people["程晓岚"], at=clock.now())
        work_off()
    _decide(county, now - timedelta(hours=20))
    Desk(county, now, list(Problem.objects.filter(stage=Stage.ACCEPTED).order_by("-heat"))).work()


def _decide(county: County, at: datetime) -> None:
    clerk, head = county.people["程晓岚"], county.people["徐建平"]
    with clock.frozen(at):
        for number, problem in enumerate(Problem.objects.on_desk().order_by("-heat")[:8]):
            accepted = accept(problem, by=clerk, seen=problem.version, at=at)
            plain = _without_village(accepted.name, county)
            if plain != accepted.name:
                accepted = rename(accepted, by=clerk, seen=accepted.version, name=plain, at=at)
            if number < 2:
                lock(accepted, by=head, seen=accepted.version, at=at)


def _without_village(name: str, county: County) -> str:
    """The machine names a problem after its most typical voice; people name it after the matter."""
    for village in county.villages:
        if name.startswith(village.name) and len(name) > len(village.name) + 4:
            return name.removeprefix(village.name).removeprefix("的")
    return name
