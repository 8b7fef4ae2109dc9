"""What the search index keeps of an answer card."""

from sanxin.kernel.search import Entry
from sanxin.service.models import AnswerCardEdition

CARDS = "service.card"


def entry_of(edition: AnswerCardEdition) -> Entry:
    card = edition.card
    return Entry(
        kind=CARDS,
        id=card.id,
        county_id=card.county_id,
        office_id=card.office_id,
        title=edition.title,
        body=edition.text,
        at=edition.at,
    )
