"""The end of every act of a person: version, the row that can be undone, the event."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from sanxin.kernel import search
from sanxin.kernel.events import record
from sanxin.people.models import Person
from sanxin.research.actions.cruxes.snapshots import Snapshot, outline, snapshot
from sanxin.research.models import CruxChange, CruxProblem, CruxVerb
from sanxin.research.queries.findable import CRUXES, crux_entry_of


def note(
    verb: CruxVerb,
    main: CruxProblem,
    *,
    touched: Iterable[CruxProblem] = (),
    by: Person,
    at: datetime,
    facts: dict[str, Any],
    before: Snapshot,
) -> CruxProblem:
    """Write down what `by` did to `main` (and to `touched`); gives `main` back as it stands now."""
    ids = list(dict.fromkeys([main.id, *(crux.id for crux in touched)]))
    rows = settle(ids)
    problems = [UUID(key) for key in before["problems"]]
    change = CruxChange.objects.create(
        office_id=main.office_id,
        verb=verb,
        by=by,
        at=at,
        main=main,
        facts=facts,
        before=before,
        after=outline(snapshot(ids, problems)),
    )
    change.cruxes.set(rows.values())
    about = subjects(ids, problems)
    record(change.event_name, county_id=main.county_id, by=by, at=at, about=about, facts=facts)
    return rows[main.id]


def settle(ids: Iterable[UUID]) -> dict[UUID, CruxProblem]:
    """Raise the versions, so that whoever looked before is told; keep the search index in step."""
    found = CruxProblem.objects.filter(pk__in=list(ids))
    found.update(version=F("version") + 1)
    rows = {crux.id: crux for crux in found.all()}
    index(rows.values())
    return rows


def index(cruxes: Iterable[CruxProblem]) -> None:
    rows = list(cruxes)
    for crux in rows:
        if crux.is_gone:
            search.drop(CRUXES, crux.id)
    search.put_many(crux_entry_of(crux) for crux in rows if not crux.is_gone)


def subjects(crux_ids: Iterable[UUID], problem_ids: Iterable[UUID] = ()) -> list[tuple[str, UUID]]:
    """The problems are told, too: their pages show where they went."""
    cruxes = [("research.crux", crux_id) for crux_id in crux_ids]
    return [*cruxes, *(("research.problem", problem_id) for problem_id in problem_ids)]
