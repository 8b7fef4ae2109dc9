"""What the pages of candidates show beside the rows themselves."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.kernel.events import timeline
from sanxin.people.models import Person
from sanxin.topics.forms.candidates import RemarkForm, ScoreForm
from sanxin.topics.models import Candidate, CandidateStage, Round
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.figures import figures_of, figures_of_one
from sanxin.topics.queries.rounds import Scored, Table, my_points, table_of
from sanxin.topics.queries.similar import similar_to

LIGHTS = {
    CandidateStage.OPEN: "wait",
    CandidateStage.CHOSEN: "done",
    CandidateStage.DECLINED: "off",
    CandidateStage.WITHDRAWN: "off",
}


def lines_of(rows: Sequence[Candidate], person: Person) -> list[dict[str, Any]]:
    """Each row with its light, figures and scores; a handful of queries a round, however many rows."""
    figures = figures_of(rows)
    by_round: dict[UUID, list[Candidate]] = defaultdict(list)
    rounds: dict[UUID, Round] = {}
    for row in rows:
        if row.round is not None:
            rounds[row.round.id] = row.round
            by_round[row.round.id].append(row)
    scored: dict[UUID, Scored] = {}
    seats: dict[UUID, bool] = {}
    for key, members in by_round.items():
        table = table_of(rounds[key], members, person)
        scored |= table.by_candidate
        seats |= {member.id: table.i_score for member in members}
    return [
        {
            "row": row,
            "light": LIGHTS[CandidateStage(row.stage)],
            "figures": figures[row.id],
            "scored": scored.get(row.id),
            "to_score": _to_score(row, scored.get(row.id), seats.get(row.id, False)),
        }
        for row in rows
    ]


def _to_score(row: Candidate, scored: Scored | None, i_score: bool) -> bool:
    return bool(row.is_open and i_score and scored and not scored.mine and row.round and row.round.is_open)


def context_of(candidate: Candidate, person: Person) -> dict[str, Any]:
    round_ = candidate.round
    table = table_of(round_, [candidate], person) if round_ else None
    i_score = bool(table and table.i_score and candidate.is_open and round_ and round_.is_open)
    problems = list(candidate.problems.order_by("-heat", "number"))
    given = my_points(candidate, person)
    return {
        "candidate": candidate,
        "light": LIGHTS[CandidateStage(candidate.stage)],
        "figures": figures_of_one(candidate),
        "problems": problems,
        "table": table,
        "scored": table.by_candidate[candidate.id] if table else None,
        "averages": _averages(table, candidate),
        "score_form": ScoreForm(None, criteria=table.criteria, given=given) if table and i_score else None,
        "has_scored": bool(given),
        "remarks": list(candidate.remarks.select_related("by")),
        "remark_form": RemarkForm() if candidate.is_open else None,
        "similar": similar_to(
            candidate.title,
            office_id=candidate.office_id,
            problems=[problem.id for problem in problems],
            but=candidate.id,
        )
        if candidate.is_open
        else [],
        "actions": actions_of(candidate, person),
        "topic": getattr(candidate, "topic", None),
        "declining": getattr(candidate, "declining", None),
        "entries": timeline(candidate.id),
    }


def _averages(table: Table | None, candidate: Candidate) -> list[tuple[str, int, float]]:
    """Criterion, weight, average points; empty while this person may not see them."""
    shown = table.by_candidate[candidate.id].standing if table else None
    if table is None or shown is None:
        return []
    return [(one.name, one.weight, shown.averages[str(one.id)]) for one in table.criteria]


def actions_of(candidate: Candidate, person: Person) -> list[dict[str, Any]]:
    if not candidate.is_open:
        return []
    actions: list[dict[str, Any]] = []
    if permissions.may_revise(candidate, person):
        actions.append({"label": _("收回"), "icon": "arrow-back-up", "dialog": "withdraw", "kind": "quiet"})
        url = reverse("topics:revise_candidate", args=[candidate.pk])
        actions.append({"label": _("修改"), "icon": "edit", "url": url})
    if permissions.may_choose(candidate.office_id, person):
        no, yes = (reverse(f"topics:{name}", args=[candidate.pk]) for name in ("decline", "choose"))
        actions.append({"label": _("不选这个"), "url": no})
        actions.append({"label": _("选上"), "icon": "check", "url": yes, "kind": "primary"})
    return actions
