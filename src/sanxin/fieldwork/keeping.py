"""How long a phone keeps what it need not."""

from django.conf import settings

DAYS = 14
"""A fortnight without the office: longer than any round of villages."""


def kept_days() -> int:
    """After so many days without the office a phone drops the page with own villages and the list of what was sent.

    What has not been sent stays until it is sent, exported or withdrawn.
    """
    return int(getattr(settings, "OUTBOX_DAYS", DAYS))
