"""What of an item can be searched for."""

from sanxin.kernel.search import Entry
from sanxin.ledger.models import Item


def entry_of(item: Item) -> Entry:
    """By number, title and place; then by what stands in its text."""
    title = " ".join(part for part in (item.code, item.title, item.where) if part)
    body = "\n".join(part for part in (item.detail, item.outcome_wanted, item.source) if part)
    return Entry("ledger.item", item.id, item.county_id, item.office_id, title, body, item.opened_at)
