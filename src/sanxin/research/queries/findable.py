"""What the search index keeps of a proposal."""

from sanxin.kernel.search import Entry
from sanxin.research.models import Proposal

PROPOSALS = "research.proposal"


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
