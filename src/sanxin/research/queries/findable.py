"""What the search index keeps of a proposal, and of a crux."""

from sanxin.kernel.search import Entry
from sanxin.research.models import CruxProblem, Proposal

PROPOSALS = "research.proposal"
CRUXES = "research.crux"


def entry_of(proposal: Proposal) -> Entry:
    """Number, title and text; the date is the day it was begun, so rewriting it does not move it up."""
    return Entry(
        kind=PROPOSALS,
        id=proposal.id,
        county_id=proposal.county_id,
        office_id=proposal.office_id,
        title=str(proposal),
        body=proposal.text,
        at=proposal.drafted_at,
    )


def crux_entry_of(crux: CruxProblem) -> Entry:
    return Entry(
        kind=CRUXES,
        id=crux.id,
        county_id=crux.county_id,
        office_id=crux.office_id,
        title=str(crux),
        body=" ".join([*crux.terms, *crux.places]),
        at=crux.born_at,
    )
