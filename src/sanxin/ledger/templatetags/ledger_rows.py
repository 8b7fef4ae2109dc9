"""What fifty rows draw fifty times: in Python, since a template takes five milliseconds for it, each time anew."""

from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sanxin.ledger.queries.rows import Row

register = template.Library()

ROW = (
    '<tr data-row><td class="sx-no-phone"><input type="checkbox" class="form-check-input" name="item" value="{id}"'
    ' form="picked" aria-label="{code} {title}"></td>'
    '<td class="sx-lead">{light}</td><td class="sx-no sx-lead">{code}</td>'
    '<td class="sx-main-cell"><a class="sx-ink" href="{url}">{title}</a></td>'
    '<td class="sx-nowrap{place_css}">{place}</td><td class="sx-nowrap">{owner}</td>'
    '<td class="sx-sm sx-no-phone">{departments}</td><td class="sx-sm">{measures}</td>'
    '<td class="sx-num sx-no-phone">{day}</td></tr>'
)
DEPARTMENTS = '{} <span class="sx-3">{}</span>'
NOTHING = SafeString("")
NONE = SafeString('<span class="sx-3">—</span>')


@register.simple_tag
def item_rows(rows: Sequence[Row]) -> SafeString:
    """The rows of the list, a line of the table each."""
    return format_html_join("\n", ROW, map(_cells, rows))


def _cells(row: Row) -> dict[str, object]:
    asked = row.departments
    return {
        "light": _light(row.light.kind, row.light.word),
        "id": SafeString(row.pk),  # digits and letters of our own need no look at each character
        "code": SafeString(row.code),
        "url": SafeString(row.url),
        "title": row.title,
        "place": row.where or "—",
        "place_css": SafeString("" if row.where else " sx-no-phone sx-3"),
        "owner": row.owner,
        "departments": format_html(DEPARTMENTS, asked.names, asked.word) if asked.total else NONE,
        "measures": _segments(row.measures_done, row.measures) if row.measures else NOTHING,
        "day": SafeString(row.day),
    }


@lru_cache(maxsize=512)
def _light(kind: str, word: str) -> SafeString:
    return SafeString(render_to_string("ui/light.html", {"kind": kind, "word": word}).strip())


@lru_cache(maxsize=512)
def _segments(done: int, total: int) -> SafeString:
    return SafeString(render_to_string("ui/segments.html", {"done": done, "total": total}).strip())
