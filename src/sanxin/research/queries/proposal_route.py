"""The round of a proposal as pages show it."""

from dataclasses import dataclass

from sanxin.research.models import Proposal
from sanxin.research.models.proposal_route import RouteStep


@dataclass(frozen=True)
class Look:
    """One look on the way: whose, and whether it was done, is now, or is ahead."""

    step: RouteStep
    label: str
    who: str
    state: str
    note: str


def route_of(proposal: Proposal) -> list[Look]:
    """The looks of the latest round, unless it was taken back; one query."""
    rows = list(
        RouteStep.objects.filter(routing__proposal=proposal, routing__withdrawal=None)
        .select_related("routing__proposal", "person", "passing", "returning")
        .order_by("-routing__round", "order")
    )
    latest = [row for row in rows if row.routing_id == rows[0].routing_id]
    looks, open_yet = [], False
    for row in latest:
        passed, returned = hasattr(row, "passing"), hasattr(row, "returning")
        state = "done" if passed else ("ahead" if open_yet or returned else "current")
        open_yet = open_yet or not passed
        note = row.passing.note if passed else ""
        looks.append(Look(row, str(row.get_desk_display()), row.person.name, state, note))
    return looks
