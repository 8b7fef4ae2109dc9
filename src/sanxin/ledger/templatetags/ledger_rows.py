"""What fifty rows draw fifty times: in Python, since a template takes five milliseconds for it, each time anew."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanxin.ledger.queries.rows import Row

register = template.Library()

CELLS = (
    '<td class="sx-no-phone"><input type="checkbox" class="form-check-input" name="item" value="{id}" form="picked"'
    ' aria-label="{code} {title}"></td>'
    '<td class="sx-lead">{light}</td><td class="sx-no sx-lead">{code}</td>'
    '<td class="sx-main-cell"><a class="sx-ink" href="{url}">{title}</a></td>'
    '<td class="sx-nowrap{place_css}">{place}</td><td class="sx-nowrap">{owner}</td>'
    '<td class="sx-sm sx-no-phone">{departments}</td><td class="sx-sm">{measures}</td>'
    '<td class="sx-num sx-no-phone">{day}</td>'
)
NONE = SafeString('<span class="sx-3">—</span>')


@register.simple_tag
def row_cells(row: Row) -> SafeString:
    """The cells of one item in the list."""
    asked = row.departments
    return format_html(
        CELLS,
        light=_light(row.light.kind, row.light.word),
        id=row.pk,
        code=row.code,
        url=row.url,
        title=row.title,
        place=row.where or "—",
        place_css="" if row.where else " sx-no-phone sx-3",
        owner=row.owner,
        departments=format_html('{} <span class="sx-3">{}</span>', asked.names, asked.word) if asked.total else NONE,
        measures=_segments(row.measures_done, row.measures) if row.measures else "",
        day=row.day,
    )


@lru_cache(maxsize=512)
def _light(kind: str, word: str) -> SafeString:
    return SafeString(render_to_string("ui/light.html", {"kind": kind, "word": word}).strip())


@lru_cache(maxsize=512)
def _segments(done: int, total: int) -> SafeString:
    return SafeString(render_to_string("ui/segments.html", {"done": done, "total": total}).strip())
