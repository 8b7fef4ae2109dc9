"""Tags and filters of the components. A template builtin: no page needs to load it. Reference: docs/ui.md."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanxin.web import charts, controls, dates

register = template.Library()

register.filter("control", controls.control)
register.filter("field_kind", controls.kind)
register.filter("error_id", controls.error_id)
register.filter("hint_id", controls.hint_id)
register.filter("md", dates.month_day)
register.filter("md_long", dates.month_day_long)
register.filter("minute", dates.minute)
register.filter("day", dates.iso_day)
register.filter("weekday", dates.weekday)
register.filter("md_weekday", dates.day_of_week)
register.filter("listed", dates.listed)
register.filter("number", dates.number)
register.filter("counter", dates.counter)
register.filter("plain", charts.plain)

LIGHTS = frozenset({"red", "amber", "green", "wait", "off", "done"})


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "plus" %}`, `{% icon "lock" "sm" %}`: always beside a word, or inside a named button."""
    return format_html(
        '<svg class="sx-i{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        f" sx-i-{size}" if size else "",
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def light(kind: str, word: object) -> SafeString:
    """A state as shape, colour and word. An unknown kind is a mistake in the page, not a seventh shape."""
    if kind not in LIGHTS:
        raise template.TemplateSyntaxError(f"light: {kind!r} is none of {', '.join(sorted(LIGHTS))}")
    return format_html('<span class="sx-light sx-light-{}">{}</span>', kind, word)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """The page's query string with some parameters replaced; None or "" removes one.

    Any change but that of the page itself leads back to the first page.
    """
    params = current(context)
    params.pop("page", None)
    for name, value in changes.items():
        if value is None or value == "":
            params.pop(name, None)
        else:
            params.setlist(name, [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)])
    return f"?{params.urlencode()}"


@register.simple_tag(takes_context=True)
def query_drop(context: Context, name: str, value: object = None) -> str:
    """The query string without one parameter, or without one of its values: the cross on a filter chip."""
    params = current(context)
    params.pop("page", None)
    rest = [] if value is None else [one for one in params.getlist(name) if one != str(value)]
    if rest:
        params.setlist(name, rest)
    else:
        params.pop(name, None)
    return f"?{params.urlencode()}"


@register.inclusion_tag("ui/th.html", takes_context=True)
def th(context: Context, label: str, key: str = "", *, num: bool = False, css: str = "") -> dict[str, Any]:
    """The head of a column; with a key it sorts: `?sort=due`, then `?sort=-due`."""
    now = current(context).get("sort") or str(context.get("sort") or "")
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "") if key else ""
    target = query(context, sort=f"-{key}" if order == "ascending" else key) if key else ""
    return {"label": label, "order": order, "url": target, "num": num, "css": css}


@register.simple_tag
def spark(values: Sequence[float], label: str = "") -> SafeString:
    line = charts.spark(values)
    spoken = dates.listed(charts.plain(value) for value in values)
    text = f"{label}：{spoken}" if label else spoken
    return render_to_string("ui/spark.html", {"line": line, "text": text})


@register.inclusion_tag("ui/bar.html")
def bar(part: float, whole: float = 100, *, label: str = "", large: bool = False) -> dict[str, Any]:
    return {"width": charts.percent(part, whole), "label": label, "large": large}


@register.inclusion_tag("ui/chart.html")
def chart(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float]]],
    *,
    kind: str = "bar",
    table: str = "fold",
    head: str = "",
) -> dict[str, Any]:
    """Bars or lines with their table twin: `table` is fold, open or none (where the page shows it itself)."""
    if len(series) > 2:
        raise template.TemplateSyntaxError("chart: two series at most; a third reads better as a table")
    named = [charts.Series(name, values) for name, values in series]
    drawn = charts.line_chart(labels, named) if kind == "line" else charts.bar_chart(labels, named)
    rows = [(text, [one.values[i] for one in named]) for i, text in enumerate(labels)]
    return {"title": title, "chart": drawn, "series": named, "rows": rows, "kind": kind, "table": table, "head": head}


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """1 … 4 5 6 … 21 for the page at hand; None stands for the dots."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [one if isinstance(one, int) else None for one in shown]


@register.simple_tag
def segment_blocks(done: int, total: int) -> list[bool]:
    return [place < done for place in range(int(total or 0))]


@register.simple_tag
def matrix_pick(options: Sequence[Any], place: int) -> bool:
    """Whether the column at this place is the recommended one."""
    if place >= len(options):
        return False
    option = options[place]
    return bool(option.get("recommended") if isinstance(option, Mapping) else getattr(option, "recommended", False))


@register.simple_block_tag
def section(content: SafeString, title: str = "", **extra: Any) -> SafeString:
    """`{% section "措施" note="4 项" url=… link="加一项" %} … {% endsection %}`; variables in ui/section.html."""
    return render_to_string("ui/section.html", {"content": content, "title": title, **extra})


@register.simple_block_tag
def dialog(content: SafeString, dialog_id: str, title: str, **extra: Any) -> SafeString:
    """A dialog that some `data-dialog="id"` opens; variables in ui/dialog.html."""
    return render_to_string("ui/dialog.html", {"content": content, "id": dialog_id, "title": title, **extra})


@register.simple_block_tag
def drawer(content: SafeString, dialog_id: str, title: str, **extra: Any) -> SafeString:
    return render_to_string("ui/drawer.html", {"content": content, "id": dialog_id, "title": title, **extra})


@register.simple_block_tag
def menu(content: SafeString, label: str = "", **extra: Any) -> SafeString:
    """A button that unfolds links and verbs; variables in ui/menu.html."""
    return render_to_string("ui/menu.html", {"content": content, "label": label, **extra})


def current(context: Context) -> QueryDict:
    """A copy of the request's parameters that may be changed; empty where a part is drawn without a request."""
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)
