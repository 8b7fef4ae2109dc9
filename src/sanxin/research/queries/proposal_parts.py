"""A proposal part by part: for marking words, for filling in figures, for freezing."""

from collections.abc import Mapping
from typing import Any

from sanxin.research.models import Proposal
from sanxin.research.models.proposal_route import Passage
from sanxin.research.rules.proposal_figures import fill


def parts_of(proposal: Proposal, figures: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each part a reader may mark words in, figures filled in."""
    names = ("name", "cost", "time", "risk", "who", "pros", "cons")
    options = [" ".join(getattr(one, name) for name in names) for one in proposal.options.all()]
    steps = [f"{one.title} {one.owner}" for one in proposal.planned.select_related("owner")]
    steps += [one.what for one in proposal.steps.all()]
    return {
        Passage.TITLE: proposal.title,
        Passage.TEXT: fill(proposal.text, figures),
        Passage.WHY: fill(proposal.why, figures),
        Passage.OPTIONS: "\n".join([*options, proposal.time, proposal.cost, str(proposal.responsible or "")]),
        Passage.STEPS: "\n".join(steps),
        Passage.MEASURE: fill(proposal.measure, figures),
    }
