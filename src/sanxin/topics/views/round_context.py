"""A round as a table: the candidates by their averages, as far as this person may see them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.people.models import Person
from sanxin.topics.models import Candidate, CandidateStage, Round
from sanxin.topics.permissions import topics as permissions
from sanxin.topics.queries.figures import figures_of
from sanxin.topics.queries.rounds import Table, table_of
from sanxin.topics.views.candidate_context import LIGHTS

FIRST = (CandidateStage.CHOSEN, CandidateStage.OPEN, CandidateStage.DECLINED)
"""The order of the table; what was taken back is left out."""


def ranked(round_: Round, person: Person) -> tuple[Table, list[dict[str, Any]]]:
    rows = list(
        Candidate.objects.filter(round=round_, stage__in=FIRST).select_related("field", "proposed_by", "topic__lead")
    )
    table = table_of(round_, rows, person)
    figures = figures_of(rows)
    lines = [
        {
            "row": row,
            "light": LIGHTS[CandidateStage(row.stage)],
            "figures": figures[row.id],
            "scored": table.by_candidate[row.id],
            "topic": getattr(row, "topic", None),
        }
        for row in rows
    ]
    return table, sorted(lines, key=_place)


def _place(line: dict[str, Any]) -> tuple[int, float, int]:
    """Chosen ones first, then by average; those one may not see yet by how many people raise it."""
    shown = line["scored"].standing
    stage = FIRST.index(CandidateStage(line["row"].stage))
    return stage, -(shown.total if shown else -1), -line["figures"].people


def context_of(round_: Round, person: Person) -> dict[str, Any]:
    table, lines = ranked(round_, person)
    chosen = sum(line["row"].stage == CandidateStage.CHOSEN for line in lines)
    may_keep = permissions.may_keep(round_.office_id, person)
    return {
        "round": round_,
        "table": table,
        "lines": lines,
        "chosen": chosen,
        "scorers": [row.person.name for row in round_.scorer_rows.select_related("person")],
        "may_choose": round_.is_open and permissions.may_choose(round_.office_id, person),
        "actions": _actions(round_, may_keep),
        "mine_left": table.mine_left if round_.is_open else 0,
    }


def _actions(round_: Round, may_keep: bool) -> list[dict[str, Any]]:
    if not (may_keep and round_.is_open):
        return []
    return [
        {"label": _("改安排"), "icon": "edit", "url": reverse("topics:change_round", args=[round_.pk])},
        {"label": _("结束这一轮"), "icon": "circle-check", "dialog": "close"},
    ]
