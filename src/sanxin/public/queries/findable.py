"""What the search index keeps of a bulletin."""

from sanxin.kernel.search import Entry
from sanxin.public.models import Bulletin

BULLETINS = "public.bulletin"


def entry_of(bulletin: Bulletin) -> Entry:
    return Entry(
        kind=BULLETINS,
        id=bulletin.id,
        county_id=bulletin.county_id,
        office_id=bulletin.office_id,
        title=str(bulletin),
        body=bulletin.text,
        at=bulletin.drafted_at,
    )
