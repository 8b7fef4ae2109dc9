"""The chain: each event's code depends on all before it and on a key that is not in the database."""

import hashlib
import hmac
import json

from django.conf import settings

from sanxin.kernel.models.event import Event


def link(previous: str, event: Event) -> str:
    """HMAC-SHA256 (64 hex digits) over the link before and everything the event says."""
    content = json.dumps(event.content(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_KEY.encode(), (previous + content).encode(), hashlib.sha256).hexdigest()
