"""The end of every act of a person: figures, version, the row that can be undone, the event."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.research.actions.problems.counting import index, recount
from sanxin.research.actions.problems.snapshots import Snapshot, outline, snapshot
from sanxin.research.models import Problem, ProblemChange, Verb

Facts = dict[str, Any]


def note(
    verb: Verb,
    main: Problem,
    *,
    touched: Iterable[Problem] = (),
    by: Person,
    at: datetime,
    facts: Facts,
    before: Snapshot,
) -> Problem:
    """Write down what `by` did to `main` (and to `touched`); gives `main` back as it stands now."""
    ids = list(dict.fromkeys([main.id, *(problem.id for problem in touched)]))
    rows = settle(ids, at=at)
    voices = [UUID(key) for key in before["voices"]]
    change = ProblemChange.objects.create(
        county_id=main.county_id,
        office_id=main.office_id,
        verb=verb,
        by=by,
        at=at,
        main=main,
        facts=facts,
        before=before,
        after=outline(snapshot(ids, voices)),
    )
    change.problems.set(rows.values())
    record(change.event_name, county_id=main.county_id, by=by, at=at, about=subjects(ids), facts=facts)
    return rows[main.id]


def settle(ids: Iterable[UUID], *, at: datetime) -> dict[UUID, Problem]:
    """Count the problems anew and raise their versions, so that whoever looked before is told."""
    found = Problem.objects.filter(pk__in=list(ids))
    found.update(version=F("version") + 1)
    rows = {problem.id: problem for problem in found.all()}
    recount(rows.values(), at=at)
    index(rows.values())
    return rows


def subjects(ids: Iterable[UUID]) -> list[tuple[str, UUID]]:
    return [("research.problem", problem_id) for problem_id in ids]
