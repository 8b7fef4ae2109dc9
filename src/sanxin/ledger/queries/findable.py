"""What of an item, and of the files filed for it, can be searched for."""

from sanxin.kernel.search import Entry
from sanxin.ledger.models import Evidence, Item

DOCUMENT = "ledger.document"


def entry_of(item: Item) -> Entry:
    """By number, title and place; then by what stands in its text."""
    title = " ".join(part for part in (item.code, item.title, item.where) if part)
    body = "\n".join(part for part in (item.detail, item.outcome_wanted, item.source) if part)
    return Entry("ledger.item", item.id, item.county_id, item.office_id, title, body, item.opened_at)


def entry_of_file(row: Evidence) -> Entry:
    """A file by its name and by what was written beside it."""
    item, name = row.item, title_of_file(row)
    return Entry(DOCUMENT, row.id, item.county_id, item.office_id, name, "", row.at)


def title_of_file(row: Evidence) -> str:
    name = row.attachment.name
    return f"{name} {row.caption}" if row.caption and row.caption not in name else name
