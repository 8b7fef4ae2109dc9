"""Lines of the table of rates, on the page and in the file."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sanxin.people.models import Person
from sanxin.service.queries.rate_measures import MEASURES, Measure
from sanxin.service.queries.rates import Rates, Row, may_open
from sanxin.service.views.rate_filters import RateFilters


def heads_of(line: str) -> list[Measure]:
    """Kinds of questions have no items: those columns fall away."""
    return [one for one in MEASURES if line != "question" or one.question is not None]


def line_of(row: Row, filters: RateFilters, person: Person, opens: bool) -> dict[str, Any]:
    """`opens`: this person reads the voices of every office chosen."""
    may = may_open(UUID(row.key), person) if row.key and filters.line == "unit" else opens
    query = _query(row, filters) if may else ""
    shown = row.scores is not None and row.content is not None
    return {
        "label": row.label,
        "cells": [_cell(row, measure, query) for measure in heads_of(filters.line)],
        "shown": shown,
        "scores": row.scores,
        "share": _share(row.content, row.scores),
    }


def _cell(row: Row, measure: Measure, query: str) -> dict[str, Any]:
    count = row.counts[measure.key]
    url = f"{reverse('service:rate_rows', args=[measure.key])}?{query}" if query and count else ""
    return {"label": measure.label, "count": count, "share": _share(count, row.of(measure)), "url": url}


def _query(row: Row, filters: RateFilters) -> str:
    """Leads to the rows behind the numbers of this line."""
    office = filters.cleaned_data.get("office")
    if filters.line == "unit" and row.key:
        office = next(unit.code for unit in filters.offices if str(unit.id) == row.key)
    period = filters.period
    asked = {"by": filters.line, "since": period.since, "until": period.until, "line": row.key, "office": office}
    return urlencode({name: value for name, value in asked.items() if value})


def _share(part: int | None, whole: int | None) -> int | None:
    return round(100 * part / whole) if whole and part is not None else None


def cells_of(found: Rates, line: str) -> Iterator[list[Any]]:
    for row in [*found.rows, found.total]:
        few = _("不到 5")
        scores = [few if row.scores is None else row.scores, few if row.content is None else row.content]
        yield [row.label, *(row.counts[one.key] for one in heads_of(line)), *scores]
