"""The desk in numbers: how much lies where, and what the last run brought."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Sum

from sanxin.people.models import Person
from sanxin.research.models import Offer, Problem, Stage, SynthesisRun
from sanxin.research.queries.states import ON_DESK, State, in_states
from sanxin.service.models import Voice


@dataclass(frozen=True)
class Overview:
    voices: int
    problems: int
    waiting: int
    """Proposals of the last run that nobody has looked at."""
    offered: int
    """New voices offered to confirmed problems."""
    ran_at: datetime | None
    states: dict[str, int]
    kinds: dict[str, int]

    @property
    def open_problems(self) -> int:
        return self.problems - self.states.get("done", 0)


def overview(person: Person) -> Overview:
    """Four queries, whatever lies on the desk: one counts by stage and kind, one looks at the ledger where it must."""
    rows = Problem.objects.visible_to(person).on_desk()
    run = last_run(person)
    stages: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    voices = 0
    for row in rows.order_by().values("stage", "kind").annotate(n=Count("pk"), sum=Sum("messages")):
        stages[row["stage"]] += row["n"]
        kinds[row["kind"]] += row["n"]
        voices += row["sum"]
    unfinished = in_states(rows, [State.ON_LEDGER]).count() if stages[Stage.ON_LEDGER] else 0
    done = stages[Stage.ON_LEDGER] - unfinished
    states = {**stages, State.ON_LEDGER: unfinished, State.DONE: done}
    return Overview(
        voices=voices,
        problems=sum(stages.values()),
        waiting=rows.fresh_from(run).filter(stage=Stage.PROPOSED).count() if run else 0,
        offered=Offer.objects.filter(problem__office__in=person.sight.work_offices).count(),
        ran_at=run.finished_at if run else None,
        states={state.value: states.get(state.value, 0) for state in ON_DESK},
        kinds=dict(kinds),
    )


def offers_of(problem_ids: list[UUID]) -> dict[UUID, int]:
    """How many voices wait to be taken into each problem of a page."""
    rows = Offer.objects.filter(problem__in=problem_ids).values("problem").annotate(n=Count("pk"))
    return {row["problem"]: row["n"] for row in rows}


def last_run(person: Person) -> SynthesisRun | None:
    runs = SynthesisRun.objects.filter(office__in=person.sight.work_offices).finished()
    return runs.order_by("-finished_at").first()


def new_voices(person: Person) -> int:
    """Voices that no run has read yet."""
    run = last_run(person)
    voices = Voice.objects.filter(office__in=person.sight.desk_offices)
    return voices.filter(noted_at__gt=run.asked_at).count() if run else voices.count()
