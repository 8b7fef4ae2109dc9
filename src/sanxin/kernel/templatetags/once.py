"""`{% once_key %}`: the hidden field that makes a form safe to send twice."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanxin.kernel.http.fingerprint import FIELD
from sanxin.kernel.ids import new_id

register = template.Library()


@register.simple_tag
def once_key() -> SafeString:
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_id())
