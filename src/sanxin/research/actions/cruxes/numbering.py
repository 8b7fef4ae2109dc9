from uuid import UUID

from sanxin.kernel.counters import draw

SERIES = "research.crux"
NO_YEAR = 0
"""Z-012: a crux outlives the year."""


def draw_numbers(county_id: UUID, many: int) -> list[int]:
    """The next numbers of the county, none left out."""
    if not many:
        return []
    first = draw(county_id, SERIES, NO_YEAR, many=many)
    return list(range(first, first + many))
