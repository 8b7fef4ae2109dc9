"""What fifty rows draw fifty times, drawn once."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def measures_done(done: int, total: int) -> SafeString:
    """`ui/segments.html` for two numbers; few pairs exist, so each is drawn once a process."""
    return _segments(done, total)


@lru_cache(maxsize=512)
def _segments(done: int, total: int) -> SafeString:
    return SafeString(render_to_string("ui/segments.html", {"done": done, "total": total}).strip())
