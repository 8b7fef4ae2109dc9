"""Numbers people quote, drawn under a lock inside the action's own transaction."""

from uuid import UUID

from sanxin.kernel.locks import locked
from sanxin.kernel.models.counter import Counter


def draw(county_id: UUID, series: str, year: int, *, many: int = 1) -> int:
    """The next number of a series; with `many`, the first of that many consecutive ones.

    Call it inside an action: if the transaction rolls back, so does the number.
    """
    row = _row(county_id, series, year)
    first = row.value + 1
    row.value += many
    row.save(update_fields=["value"])
    return first


def _row(county_id: UUID, series: str, year: int) -> Counter:
    key = {"county_id": county_id, "series": series, "year": year}
    found = locked(Counter.objects.filter(**key)).first()
    if found is None:
        Counter.objects.bulk_create([Counter(**key)], ignore_conflicts=True)
        found = locked(Counter.objects.filter(**key)).get()
    return found
